#!/usr/bin/env Rscript
# Writes statistics-growth.json and statistics-residuals.json: least squares growth curves (nls),
# Ljung-Box tests and correlations of R. Run in this folder: Rscript make-trend-reference.R

head <- function(about, source) paste0(
  "{\n  \"about\": \"", about, "\",\n  \"tool\": \"R stats\",\n  \"version\": \"",
  R.version.string, "\",\n  \"command\": \"Rscript make-trend-reference.R\",\n",
  "  \"date\": \"2026-11-25\",\n  \"source\": \"", source, "\",\n  \"rows\": [\n")
number <- function(x) ifelse(is.na(x), "null", formatC(x, digits = 17, format = "g"))
list_of <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
write_rows <- function(file, about, source, rows)
  cat(head(about, source), paste0("    ", rows, collapse = ",\n"), "\n  ]\n}\n", sep = "", file = file)

t <- seq(7, 84, 7)
cumulative <- c(30, 115, 329, 795, 1577, 2415, 3016, 3354, 3514, 3590, 3623, 3638)
tight <- nls.control(maxiter = 500, tol = 3e-7, minFactor = 1e-10)
formulas <- list(
  logistic = cumulative ~ K / (1 + exp(-(t - b) / c)),
  gompertz = cumulative ~ K * exp(-exp(-(t - b) / c)),
  bass = cumulative ~ K * (1 - exp(-(b + c) * t)) / (1 + c / b * exp(-(b + c) * t)))
starts <- list(logistic = list(K = 3700, b = 37, c = 7), gompertz = list(K = 3700, b = 32, c = 11),
               bass = list(K = 3650, b = 0.001, c = 0.13))
rows <- sapply(names(formulas), function(kind) {
  fit <- nls(formulas[[kind]], start = starts[[kind]], control = tight)
  at <- predict(fit, data.frame(t = 120))
  paste0("{\"kind\": \"", kind, "\", \"times\": ", list_of(t), ", \"cumulative\": ",
         list_of(cumulative), ", \"parameters\": ", list_of(coef(fit)), ", \"errors\": ",
         list_of(summary(fit)$coefficients[, 2]), ", \"squares\": ", number(deviance(fit)),
         ", \"at\": 120, \"value\": ", number(at), "}")
})
write_rows("statistics-growth.json", "Growth curves through cumulative counts by least squares",
           "nls of R with tolerance 3e-7; made-up campaign of 12 weeks", rows)

series <- list(
  list(name = "rising with noise",
       y = c(12, 15, 14, 19, 22, 21, 27, 30, 29, 35, 38, 41, 40, 46, 49, 52, 50, 57, 61, 60)),
  list(name = "alternating", y = c(1, -1, 2, -2, 1, -3, 2, -1, 3, -2, 1, -1.5)),
  list(name = "sunspots", y = as.numeric(sunspot.year[1:60])),
  list(name = "lakes", y = as.numeric(LakeHuron)))
rows <- unlist(lapply(series, function(s) lapply(c(1, 5, 10), function(lag) {
  test <- Box.test(s$y, lag = lag, type = "Ljung-Box")
  # Box.test gives 1 - pchisq, which loses small p.
  upper <- function(df) pchisq(test$statistic, df, lower.tail = FALSE)
  reduced <- if (lag > 2) upper(lag - 2) else NA
  paste0("{\"name\": \"", s$name, "\", \"values\": ", list_of(s$y), ", \"lag\": ", lag,
         ", \"statistic\": ", number(test$statistic), ", \"p\": ", number(upper(lag)),
         ", \"pLessTwo\": ", number(reduced), ", \"correlations\": ",
         list_of(acf(s$y, lag.max = lag, plot = FALSE)$acf[-1]), "}")
})))
write_rows("statistics-residuals.json", "Ljung-Box tests and autocorrelations",
           "Box.test and acf of R; sunspot.year and LakeHuron of R's datasets", rows)

n <- c(53, 31, 47, 12, 5, 88, 64, 40, 29, 150, 210, 75, 33, 18, 9, 61, 102, 44, 57, 26)
signed <- c(48, 20, 47, 9, 5, 70, 61, 22, 11, 140, 150, 75, 30, 3, 5, 58, 66, 40, 31, 26)
pairs <- list(
  list(name = "roster and rate", x = n, y = signed / n),
  list(name = "ties on both sides", x = c(1, 2, 2, 3, 3, 3, 4), y = c(2, 2, 1, 3, 3, 1, 5)),
  list(name = "far from 0", x = 1e9 + c(1, 2, 3, 4, 5), y = 1e9 + c(2, 1, 4, 3, 6)),
  list(name = "reversed", x = 1:6, y = 6:1))
rows <- sapply(pairs, function(p) paste0(
  "{\"name\": \"", p$name, "\", \"x\": ", list_of(p$x), ", \"y\": ", list_of(p$y),
  ", \"kendall\": ", number(cor(p$x, p$y, method = "kendall")),
  ", \"spearman\": ", number(cor(p$x, p$y, method = "spearman")),
  ", \"pearson\": ", number(cor(p$x, p$y)), "}"))
write_rows("statistics-correlation.json", "Kendall's tau-b, Spearman's rho and Pearson's r",
           "cor of R; made-up pairs", rows)
