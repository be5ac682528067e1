# Writes forecasting-classic.json: classic forecasts of short series.
# Run in this folder: Rscript make-classic-reference.R
# Needs forecast 8.20.
suppressMessages(library(forecast))
numbers <- function(x) paste0("[", paste(formatC(as.numeric(x), digits = 17, format = "g", width = 1), collapse = ", "), "]")
set.seed(1)
series <- list(
  c(12, 15, 14, 19, 22, 21, 27, 30, 29, 35, 38, 41, 40, 46, 49, 52, 50, 57, 61, 60),
  round(100 * (1 - exp(-(1:16) / 6)) + rnorm(16, 0, 2), 2),
  round(cumsum(rnorm(30, 1, 4)) + 200, 2),
  round(50 + rnorm(25, 0, 5), 2),
  cumsum(c(0, 0, 3, 12, 9, 4, 2, 2, 0, 1, 1, 0)),
  round(2e4 + 1e3 * cumsum(rnorm(40, 0.5, 1)), 0))
h <- 6
forecasts <- function(f) {
  # Standard deviations from the 80 % interval.
  paste0('"means": ', numbers(f$mean), ', "deviations": ',
    numbers((f$upper[, 1] - f$mean) / qnorm(0.9)))
}
par <- function(f, name) if (name %in% names(f$par)) f$par[[name]] else 0
rows <- c()
for (y in series) {
  put <- function(method, f, more = "") rows <<- c(rows, paste0(
    '{"method": "', method, '", "values": ', numbers(y), ', ', forecasts(f), more, "}"))
  put("naive", naive(y, h = h))
  put("drift", rwf(y, h = h, drift = TRUE))
  put("theta", thetaf(y, h = h), paste0(', "alpha": ', numbers(thetaf(y, h = h)$model$alpha)))
  smooth <- function(method, model, damped) {
    fit <- ets(y, model = model, damped = damped)
    put(method, forecast(fit, h = h), paste0(
      ', "alpha": ', numbers(par(fit, "alpha")), ', "beta": ', numbers(par(fit, "beta")),
      ', "phi": ', numbers(if (damped) par(fit, "phi") else as.numeric(model == "AAN")),
      ', "level": ', numbers(par(fit, "l")), ', "trend": ', numbers(par(fit, "b")),
      ', "logLikelihood": ', numbers(fit$loglik), ', "variance": ', numbers(fit$sigma2)))
  }
  smooth("simple", "ANN", FALSE)
  smooth("trend", "AAN", FALSE)
  smooth("damped", "AAN", TRUE)
  # Arima gives the first value a variance of a million times that of the errors, which is too little
  # where it is far from 0; the model does not know where 0 is.
  fit <- Arima(y - y[1], order = c(0, 1, 1), include.drift = TRUE, method = "ML")
  ahead <- forecast(fit, h = h)
  ahead$mean <- ahead$mean + y[1]
  ahead$upper <- ahead$upper + y[1]
  put("arima", ahead, paste0(
    ', "theta": ', numbers(fit$coef[["ma1"]]), ', "drift": ', numbers(fit$coef[["drift"]]),
    ', "logLikelihood": ', numbers(fit$loglik), ', "variance": ', numbers(fit$sigma2)))
}
rows <- gsub('(alpha|beta|phi|level|trend|theta|drift|logLikelihood|variance)": \\[([^]]*)\\]', '\\1": \\2', rows)
writeLines(paste0('{\n  "about": "Forecasts of short series by classic methods",\n',
  '  "tool": "R, forecast: naive, rwf, thetaf, ets, Arima",\n',
  '  "version": "R ', getRversion(), ', forecast ', packageVersion("forecast"), '",\n',
  '  "command": "Rscript make-classic-reference.R",\n  "date": "2026-11-25",\n',
  '  "source": "Hyndman and Athanasopoulos (2021), Forecasting: Principles and Practice",\n',
  '  "rows": [\n    ', paste(rows, collapse = ",\n    "), "\n  ]\n}"), "forecasting-classic.json")
