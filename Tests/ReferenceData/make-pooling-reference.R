# Writes the reference values of pooling, statistics-betabinomial.json and
# statistics-fay-herriot.json, by R packages.
#
# Run in this folder: Rscript make-pooling-reference.R
# Needs R 4.2 with VGAM 1.1, metafor 3.8 and jsonlite. All data sets are made up here from fixed
# seeds; the first is typed in.
suppressMessages({library(VGAM); library(metafor); library(jsonlite)})

write_reference <- function(name, about, tool, source, rows) {
  head <- list(
    about = about, tool = tool,
    version = paste0("R ", getRversion(), ", VGAM ", packageVersion("VGAM"), ", metafor ",
                     packageVersion("metafor")),
    command = "Rscript make-pooling-reference.R", date = "2026-11-25", source = source)
  text <- vapply(rows, function(row) toJSON(row, digits = NA, auto_unbox = TRUE), "")
  front <- sub("\n}$", "", toJSON(head, auto_unbox = TRUE, pretty = TRUE))
  cat(front, ",\n  \"rows\": [\n    ", paste(text, collapse = ",\n    "), "\n  ]\n}\n", sep = "",
      file = name)
}

offices <- list(
  n = c(53, 31, 47, 12, 5, 88, 64, 40, 29, 150, 210, 75, 33, 18, 9, 61, 102, 44, 57, 26),
  x = c(48, 20, 47, 9, 5, 70, 61, 22, 11, 140, 150, 75, 30, 3, 5, 58, 66, 40, 31, 26))

drawn <- function(seed, k, low, high, mean, precision) {
  set.seed(seed)
  n <- sample(low:high, k, replace = TRUE)
  list(n = n, x = rbinom(k, n, rbeta(k, mean * precision, (1 - mean) * precision)))
}

sets <- list(
  "twenty offices" = offices,
  "leaders" = drawn(1, 60, 15, 60, 0.85, 6),
  "staff" = drawn(2, 40, 1500, 6000, 0.7, 20),
  "small offices" = drawn(3, 120, 1, 8, 0.6, 4),
  "hardly more than binomial" = drawn(4, 200, 30, 80, 0.8, 150),
  "nearly nobody" = drawn(5, 80, 20, 50, 0.05, 10),
  "two humps" = drawn(6, 50, 10, 70, 0.6, 0.7),
  "mixed rosters" = drawn(7, 90, 2, 900, 0.9, 12))

rows <- list()
for (name in names(sets)) {
  n <- sets[[name]]$n; x <- sets[[name]]$x
  fit <- vglm(cbind(x, n - x) ~ 1, betabinomial,
              control = vglm.control(epsilon = 1e-13, maxit = 200))
  loglik <- function(p) {
    m <- plogis(p[1]); s <- exp(p[2])
    sum(lchoose(n, x) + lbeta(x + m * s, n - x + (1 - m) * s) - lbeta(m * s, (1 - m) * s))
  }
  # VGAM's standard errors take the expected information; the observed one is by differences here.
  start <- unname(c(coef(fit)[1], -coef(fit)[2]))
  best <- optim(start, function(p) -loglik(p), method = "BFGS",
                control = list(reltol = 1e-16, maxit = 1000))$par
  if (loglik(best) < loglik(start)) best <- start
  covariance <- solve(-optimHess(best, loglik, control = list(ndeps = c(1e-4, 1e-4))))
  m <- plogis(start[1]); s <- exp(start[2])
  a <- m * s; b <- s - a
  p <- sum(x) / sum(n); k <- length(n)
  chi <- sum((x - n * p)^2 / (n * p * (1 - p)))
  tarone <- (sum((x - n * p)^2) / (p * (1 - p)) - sum(n)) / sqrt(2 * sum(n * (n - 1)))
  few <- seq_len(min(20, k))
  rows[[name]] <- list(
    set = name, required = n, signed = x, mean = m, precision = s, rho = 1 / (1 + s),
    logLik = as.numeric(logLik(fit)), covariance = list(covariance[1, 1], covariance[1, 2],
                                                        covariance[2, 2]),
    chiSquare = chi, chiSquareP = pchisq(chi, k - 1, lower.tail = FALSE), tarone = tarone,
    moments = list(p = p, rho = (chi - (k - 1)) / (sum(n) - sum(n^2) / sum(n) - (k - 1))),
    posterior = list(mean = (x + a)[few] / (n + s)[few],
                     low = qbeta(0.025, x + a, n - x + b)[few],
                     high = qbeta(0.975, x + a, n - x + b)[few],
                     below80 = pbeta(0.8, x + a, n - x + b)[few]))
}
write_reference("statistics-betabinomial.json",
  "Beta-binomial law by maximum likelihood, with posteriors of units (the first 20), moments and tests",
  "VGAM::vglm(cbind(x, n - x) ~ 1, betabinomial); optimHess; qbeta, pbeta",
  "counts typed in (twenty offices) or drawn by rbeta and rbinom from seeds 1 to 7", unname(rows))

normal_set <- function(seed, k, tau, columns) {
  set.seed(seed)
  v <- exp(runif(k, -3, 0.5))
  design <- cbind(1, matrix(rnorm(k * (columns - 1)), k))
  list(y = as.numeric(design %*% rep(0.7, columns)) + rnorm(k, 0, tau) + rnorm(k, 0, sqrt(v)),
       v = v, design = design)
}
logits <- with(offices, list(y = log((x + .5) / (n - x + .5)), v = 1 / (x + .5) + 1 / (n - x + .5)))
sets <- list(
  "twenty offices" = c(logits, list(design = matrix(1, 20, 1))),
  "twenty offices on log roster" = c(logits, list(design = cbind(1, log(offices$n)))),
  "five units" = normal_set(11, 5, 0.8, 1), "sixty units" = normal_set(12, 60, 0.5, 1),
  "hundred units, two covariates" = normal_set(13, 100, 0.6, 3),
  "thirty units, three covariates" = normal_set(14, 30, 0.3, 4),
  "alike units" = normal_set(16, 25, 0, 1), "alike units on a covariate" = normal_set(18, 40, 0, 2),
  "wide spread" = normal_set(17, 40, 8, 2))
rows <- list()
for (name in names(sets)) {
  set <- sets[[name]]
  tight <- list(threshold = 1e-14, maxiter = 5000)
  fit <- rma(set$y, set$v, mods = set$design, intercept = FALSE, method = "REML", control = tight)
  dl <- rma(set$y, set$v, mods = set$design, intercept = FALSE, method = "DL")
  best <- blup(fit)
  total <- set$v + fit$tau2
  rows[[name]] <- list(
    set = name, y = set$y, v = set$v, design = set$design,
    tau2 = fit$tau2, beta = as.list(as.numeric(fit$beta)), se = as.list(fit$se), q = fit$QE,
    qp = fit$QEp, i2 = fit$I2 / 100, logLik = as.numeric(logLik(fit)), blup = best$pred,
    blupSe = best$se,
    # The terms of Datta and Lahiri (2000) on top of the variance that metafor gives.
    mse = best$se^2 + 2 * set$v^2 / total^3 * 2 / sum(1 / total^2),
    dlTau2 = dl$tau2, dlBeta = as.list(as.numeric(dl$beta)), dlSe = as.list(dl$se),
    dlI2 = dl$I2 / 100)
}
write_reference("statistics-fay-herriot.json",
  "Random effects and Fay-Herriot by restricted likelihood and by DerSimonian and Laird's moments",
  "metafor::rma, metafor::blup",
  "empirical logits of twenty typed-in offices, or normal draws from the seeds in the script",
  unname(rows))
