# Writes statistics-regression.json with R's glm.
#
# Run in this folder: Rscript make-regression-reference.R
# Needs R 4.2. The first rows are the discrete-time hazard of six regions over twelve weeks.

number <- function(x) paste0("[", paste(ifelse(is.na(x), "null", format(x, digits = 17, trim = TRUE)),
                                        collapse = ", "), "]")
# glm stops when the deviance no longer changes in its last bit, which leaves 1e-8 of a standard error
# in the estimates. So it is started again from its own estimates until they rest.
tight <- glm.control(epsilon = 1e-300, maxit = 100)
restarts <- 60

row <- function(name, link, X, y, n, offset = NULL, weights = NULL) {
  family <- binomial(link)
  w <- if (is.null(weights)) rep(1, length(y)) else weights
  o <- if (is.null(offset)) rep(0, length(y)) else offset
  constant <- any(apply(X, 2, function(v) all(v == v[1]) && v[1] != 0))
  # A formula without "1" but with a constant column would be given the null model of the offset.
  estimate <- function(start) suppressWarnings(
    if (ncol(X) == 1) glm(cbind(y, n - y) ~ 1, family = family, offset = o, weights = w, control = tight,
                         start = start)
    else if (constant) glm(cbind(y, n - y) ~ X[, -1], family = family, offset = o, weights = w,
                      control = tight, start = start)
    else glm(cbind(y, n - y) ~ X - 1, family = family, offset = o, weights = w, control = tight,
                         start = start))
  fit <- estimate(NULL)
  for (again in 1:restarts) fit <- estimate(coef(fit))
  s <- summary(fit)
  phi <- sum(residuals(fit, "pearson")^2) / fit$df.residual
  se <- s$coefficients[, "Std. Error"]
  likelihood <- sum(w * dbinom(y, n, fitted(fit), log = TRUE))
  paste0(
    '{"name": "', name, '", "link": "', link, '",\n      "design": [',
    paste(apply(X, 1, number), collapse = ", "), '],\n      "successes": ', number(y),
    ', "trials": ', number(n), ',\n      "offsets": ',
    if (is.null(offset)) "null" else number(offset), ', "weights": ',
    if (is.null(weights)) "null" else number(weights), ',\n      "coefficients": ',
    number(unname(coef(fit))), ', "standardErrors": ', number(unname(se)),
    ',\n      "covariance": ', number(as.vector(vcov(fit))),
    ',\n      "deviance": ', format(deviance(fit), digits = 17), ', "nullDeviance": ',
    format(fit$null.deviance, digits = 17), ', "logLikelihood": ', format(likelihood, digits = 17),
    ', "aic": ', format(-2 * likelihood + 2 * ncol(X), digits = 17), ', "dispersion": ',
    if (fit$df.residual > 0) format(phi, digits = 17) else "null", ', "degreesOfFreedom": ',
    fit$df.residual, '}')
}

region <- rep(1:6, each = 12)
week <- rep(1:12, 6)
at_risk <- c(53, 50, 49, 44, 41, 39, 38, 33, 31, 29, 27, 20, 120, 115, 104, 97, 91, 87, 76, 69, 64,
  61, 48, 41, 400, 378, 365, 348, 338, 317, 303, 288, 279, 253, 234, 217, 900, 869, 820, 781, 723,
  692, 647, 617, 560, 522, 474, 441, 5200, 4887, 4541, 4071, 3895, 3606, 3355, 2992, 2806, 2511,
  2291, 1875, 40, 38, 35, 34, 33, 31, 29, 28, 27, 25, 23, 22)
signed <- c(3, 1, 5, 3, 2, 1, 5, 2, 2, 2, 7, 3, 5, 11, 7, 6, 4, 11, 7, 5, 3, 13, 7, 5, 22, 13, 17, 10,
  21, 14, 15, 9, 26, 19, 17, 14, 31, 49, 39, 58, 31, 45, 30, 57, 38, 48, 33, 94, 313, 346, 470, 176,
  289, 251, 363, 186, 295, 220, 416, 297, 2, 3, 1, 1, 2, 2, 1, 1, 2, 2, 1, 3)
session <- c(0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0,
  0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0,
  0, 0, 1, 0, 0, 0, 1, 0, 0)
deadline <- exp(-(12 - week) / 3)
hazard <- cbind(1, session, deadline)
fixed <- cbind(1, session, deadline, sapply(2:6, function(r) as.numeric(region == r)))

set.seed(20261125, kind = "Mersenne-Twister")
n <- sample(1:400, 30, replace = TRUE)
x <- round(rnorm(30), 3)
z <- round(runif(30, -5, 5), 3)
dt <- round(runif(30, 0.2, 4), 2)
y <- rbinom(30, n, 1 - exp(-dt * exp(-2 + 0.5 * x)))
high <- rbinom(30, n, plogis(3 + x))
weight <- round(runif(30, 0.1, 1), 3)
few <- c(0, 1, 0, 1, 1, 0, 1, 1); ones <- rep(1, 8); dose <- 1:8

rows <- c(
  row("hazard", "cloglog", hazard, signed, at_risk),
  row("hazard by region", "logit", fixed, signed, at_risk),
  row("hazard by region", "cloglog", fixed, signed, at_risk),
  row("offset", "cloglog", cbind(1, x, z), y, n, offset = log(dt)),
  row("offset and weights", "cloglog", cbind(1, x), y, n, offset = log(dt), weights = weight),
  row("weights", "logit", cbind(1, x, z), y, n, weights = weight),
  row("near 1", "logit", cbind(1, x), high, n),
  row("near 1", "cloglog", cbind(1, x), high, n),
  row("constant alone", "cloglog", cbind(rep(1, 30)), y, n, offset = log(dt)),
  row("no constant", "logit", cbind(x, z), y, n, offset = log(dt)),
  row("single trials", "logit", cbind(1, dose), few, ones),
  row("single trials", "cloglog", cbind(1, dose), few, ones),
  row("saturated", "logit", cbind(1, c(0, 1)), c(3, 7), c(10, 9)))

cat('{\n  "about": "Binomial regressions: estimates, errors and measures of fit",\n',
    '  "tool": "R glm, started again 60 times; dbinom",\n  "version": "', R.version.string, '",\n',
    '  "command": "Rscript make-regression-reference.R",\n  "date": "2026-11-25",\n',
    '  "source": "R stats::glm, which follows McCullagh and Nelder (1989)",\n  "rows": [\n    ',
    paste(rows, collapse = ",\n    "), "\n  ]\n}\n", sep = "", file = "statistics-regression.json")
