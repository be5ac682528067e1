# Writes forecasting-cure.json.
# Run in this folder: Rscript make-cure-reference.R
# Needs R with the package survival.
library(survival)

vector <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
quoted <- function(x) paste0("\"", x, "\"")

# Relapse or death after breast cancer: 686 women, 299 events, dates to the day.
events <- table(gbsg$rfstime[gbsg$status == 1])
censored <- table(gbsg$rfstime[gbsg$status == 0])
t <- gbsg$rfstime
d <- gbsg$status

# Log density and tail of those who will have the event.
families <- list(
  Weibull = list(start = c(log(1200), -0.4),
    density = function(q) { x <- (log(t) - q[1]) / exp(q[2]); x - exp(x) - q[2] - log(t) },
    tail = function(q) exp(-exp((log(t) - q[1]) / exp(q[2])))),
  "log-logistic" = list(start = c(log(900), -0.6),
    density = function(q) dlogis(log(t), q[1], exp(q[2]), log = TRUE) - log(t),
    tail = function(q) plogis(log(t), q[1], exp(q[2]), lower.tail = FALSE)),
  "log-normal" = list(start = c(log(900), 0),
    density = function(q) dnorm(log(t), q[1], exp(q[2]), log = TRUE) - log(t),
    tail = function(q) pnorm(log(t), q[1], exp(q[2]), lower.tail = FALSE)))

rows <- c()
for (family in names(families)) {
  law <- families[[family]]
  for (form in c("mixture", "promotion-time")) {
    minus <- function(p) {
      tail <- law$tail(p[2:3])
      density <- law$density(p[2:3])
      if (form == "mixture") {
        share <- plogis(p[1])
        -sum(ifelse(d == 1, log(share) + density, log(1 - share + share * tail)))
      } else {
        -sum(d * (p[1] + density) - exp(p[1]) * (1 - tail))
      }
    }
    p <- c(0.3, law$start)
    for (round in 1:6) {
      p <- optim(p, minus, method = "Nelder-Mead", control = list(reltol = 1e-15, maxit = 5000))$par
      p <- optim(p, minus, method = "BFGS",
        control = list(reltol = 1e-16, ndeps = rep(1e-5, 3), maxit = 500))$par
    }
    errors <- sqrt(diag(solve(optimHess(p, minus, control = list(ndeps = rep(1e-4, 3))))))
    rows <- c(rows, paste0("{\"family\": ", quoted(family), ", \"form\": ", quoted(form),
      ", \"parameters\": ", vector(p), ", \"errors\": ", vector(errors),
      ", \"logLikelihood\": ", sprintf("%.17g", -minus(p)),
      if (length(rows) > 0) "}" else paste0(
        ",\n     \"eventDays\": ", vector(as.numeric(names(events))),
        ",\n     \"events\": ", vector(as.numeric(events)),
        ",\n     \"censoredDays\": ", vector(as.numeric(names(censored))),
        ",\n     \"censored\": ", vector(as.numeric(censored)), "}")))
  }
}
head <- c(about = "Cure models for persons with exact dates and right censoring",
  tool = "R stats: optim and optimHess, data of survival",
  version = paste0(R.version.string, ", survival ", packageVersion("survival")),
  command = "Rscript make-cure-reference.R", date = "2026-11-25",
  source = paste0("maximum likelihood for the data gbsg (German Breast Cancer Study Group, ",
    "Schumacher et al. 1994); the days stand in the first row and hold for all"))
lines <- paste0("  ", quoted(names(head)), ": ", quoted(head), ",")
writeLines(c("{", lines, "  \"rows\": [", paste0("    ", paste(rows, collapse = ",\n    ")),
  "  ]", "}"), "forecasting-cure.json")
