# Writes gsl-linear.json, the reference values of predictions from linear fits.
# Run in this folder: Rscript make-linear-reference.R
# Needs base R (lm, predict.lm) only.
DATE <- "2026-11-25"
number <- function(x) paste0("[", paste(formatC(x, digits = 17, format = "g", width = 1), collapse = ", "), "]")
rows <- function(m) paste0("[", paste(apply(m, 1, number), collapse = ", "), "]")
head <- function(about, source) sprintf(paste0(
  '{\n  "about": "%s",\n  "tool": "R, lm and predict.lm",\n  "version": "R %s",\n',
  '  "command": "Rscript make-linear-reference.R",\n  "date": "%s",\n  "source": "%s",\n',
  '  "rows": [\n    '), about, getRversion(), DATE, source)

t <- c(0, 7, 14, 21, 28, 35, 42)
rate <- c(0.12, 0.18, 0.31, 0.37, 0.46, 0.52, 0.61)
weights <- c(53, 53, 60, 60, 75, 75, 80)
new <- data.frame(t = c(49, 56, 84))
trend <- function(name, w, new_weight) {
  fit <- if (is.null(w)) lm(rate ~ t) else lm(rate ~ t, weights = w)
  s <- summary(fit)
  mean <- predict(fit, new, interval = "confidence", level = 0.9)
  single <- predict(fit, new, interval = "prediction", level = 0.9, weights = new_weight)
  paste0('{"name": "', name, '", "t": ', number(t), ', "rate": ', number(rate),
    if (is.null(w)) "" else paste0(', "weights": ', number(w)), ', "newT": ', number(new$t),
    ', "newWeight": ', new_weight, ', "level": 0.9, "coefficients": ', number(coef(fit)),
    ', "standardErrors": ', number(s$coefficients[, 2]), ', "sigma": ',
    formatC(s$sigma, digits = 17, format = "g"), ', "fit": ', number(mean[, 1]),
    ', "confidence": ', rows(mean[, 2:3]), ', "prediction": ', rows(single[, 2:3]), "}")
}
writeLines(paste0(
  head("Trend lines, ordinary and weighted, with 90 % intervals of the mean and of an observation",
    "Draper and Smith (1998), Applied Regression Analysis, 5.1 and 9.2"),
  paste(trend("ordinary", NULL, 1), trend("weighted", weights, 80), sep = ",\n    "), "\n  ]\n}"),
  "gsl-linear.json")
