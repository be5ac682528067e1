# Writes statistics-kaplan-meier.json, statistics-life-table.json, statistics-turnbull-r.json and
# statistics-delay.json.
# Run in this folder: Rscript make-survival-reference.R
# Needs R with the package survival.
library(survival)

text <- function(x) ifelse(is.na(x) | is.nan(x), "null", sprintf("%.17g", x))
vector <- function(x) paste0("[", paste(text(x), collapse = ", "), "]")
matrix_rows <- function(m) paste0("[", paste(apply(m, 1, vector), collapse = ", "), "]")
quoted <- function(x) paste0("\"", x, "\"")

write_rows <- function(name, about, source, rows) {
  head <- c(about = about, tool = "R survival",
    version = paste0(R.version.string, ", survival ", packageVersion("survival")),
    command = "Rscript make-survival-reference.R", date = "2026-11-25", source = source)
  lines <- paste0("  ", quoted(names(head)), ": ", quoted(head), ",")
  writeLines(c("{", lines, "  \"rows\": [",
    paste0("    ", paste(rows, collapse = ",\n    ")), "  ]", "}"), name)
}

# Kaplan-Meier. One record: entry (null = from the start), time, event, weight.
set.seed(4711)
n <- 40
entry <- round(runif(n, 0, 20))
random <- data.frame(entry = entry, time = entry + 1 + rgeom(n, 0.08),
  event = rbinom(n, 1, 0.6), weight = sample(1:4, n, TRUE))
fractional <- data.frame(entry = NA, time = sample(1:12, n, TRUE),
  event = rbinom(n, 1, 0.7), weight = round(runif(n, 0.1, 3), 2))
days <- c(3, 4, 5, 7, 9, 12, 15, 21, 30, 45)
sets <- list(
  "ceremony and stragglers" = data.frame(entry = NA, time = c(days, 60),
    event = c(rep(1, 10), 0), weight = c(31, 4, 2, 3, 1, 2, 1, 2, 1, 1, 5)),
  "leukaemia (Miller 1997, R dataset aml)" =
    data.frame(entry = NA, time = aml$time, event = aml$status, weight = 1),
  "everybody signs" = data.frame(entry = NA, time = c(1, 2, 3, 4), event = 1, weight = c(5, 3, 2, 1)),
  "nobody signs" = data.frame(entry = NA, time = c(1, 2, 3), event = 0, weight = c(1, 2, 3)),
  "flat at one half" = data.frame(entry = NA, time = 1:5, event = c(0, 1, 1, 0, 1), weight = 1),
  "flat at one half to the end" =
    data.frame(entry = NA, time = 1:4, event = c(1, 1, 0, 0), weight = 1),
  "one official" = data.frame(entry = NA, time = 7, event = 1, weight = 1),
  "late entries" = random,
  "fractions of persons" = fractional)
rows <- c()
for (name in names(sets)) {
  set <- sets[[name]]
  for (scale in c("plain", "log", "log-log")) {
    for (level in c(0.8, 0.95)) {
      response <- if (all(is.na(set$entry))) Surv(set$time, set$event) else
        Surv(set$entry, set$time, set$event)
      fit <- survfit(response ~ 1, weights = set$weight, robust = FALSE, conf.type = scale,
        conf.int = level)
      p <- c(0.1, 0.25, 0.5, 0.75, 0.9, 1)
      q <- quantile(fit, p)
      rows <- c(rows, paste0("{\"name\": ", quoted(name), ", \"scale\": ",
        quoted(sub("log-log", "logLog", scale)), ", \"level\": ", level,
        ", \"records\": ", matrix_rows(as.matrix(set)),
        ", \"time\": ", vector(fit$time), ", \"atRisk\": ", vector(fit$n.risk),
        ", \"events\": ", vector(fit$n.event), ", \"censored\": ", vector(fit$n.censor),
        ", \"survival\": ", vector(fit$surv),
        ", \"standardError\": ", vector(ifelse(is.finite(fit$std.err), fit$std.err * fit$surv, NA)),
        ", \"low\": ", vector(fit$lower), ", \"high\": ", vector(fit$upper),
        ", \"p\": ", vector(p), ", \"quantile\": ", vector(q$quantile),
        ", \"quantileLow\": ", vector(q$lower), ", \"quantileHigh\": ", vector(q$upper), "}"))
    }
  }
}
write_rows("statistics-kaplan-meier.json",
  "Kaplan-Meier curves, Greenwood errors, limits and quantiles; null where R gives NA or NaN",
  "survfit(weights, robust = FALSE) and quantile.survfit", rows)

# Life tables: the formulas, written out.
tables <- list(
  "weekly, some leave the roster" = list(breaks = seq(0, 42, 7), events = c(31, 9, 3, 2, 2, 1),
    censored = c(0, 0, 1, 0, 2, 2), entering = 53),
  "angina, men (Parker et al. 1946, SAS LIFETEST example)" = list(breaks = 0:15,
    events = c(456, 226, 152, 171, 135, 125, 83, 74, 51, 42, 43, 34, 18, 9, 6),
    censored = c(0, 39, 22, 23, 24, 107, 133, 102, 68, 64, 45, 53, 33, 27, 23), entering = 2418),
  "everybody is gone" = list(breaks = c(0, 1, 2.5, 4), events = c(3, 2, 0), censored = c(0, 0, 0),
    entering = 5),
  "all withdraw" = list(breaks = c(0, 1, 2, 3), events = c(1, 0, 0), censored = c(1, 2, 0),
    entering = 4))
rows <- c()
for (name in names(tables)) {
  t <- tables[[name]]
  k <- length(t$events)
  risk <- t$entering - c(0, cumsum(t$events + t$censored)[-k])
  exposed <- risk - t$censored / 2
  q <- t$events / exposed
  # Once S is 0 it stays 0.
  s <- cumprod(1 - q)
  if (any(s == 0, na.rm = TRUE)) s[which(s == 0)[1]:k] <- 0
  se <- s * sqrt(cumsum(t$events / (exposed * (exposed - t$events))))
  se[is.na(s) | s == 0] <- NA
  hazard <- 2 * q / (diff(t$breaks) * (2 - q))
  rows <- c(rows, paste0("{\"name\": ", quoted(name), ", \"breaks\": ", vector(t$breaks),
    ", \"events\": ", vector(t$events), ", \"censored\": ", vector(t$censored),
    ", \"entering\": ", t$entering, ", \"atRisk\": ", vector(risk), ", \"exposed\": ",
    vector(exposed), ", \"q\": ", vector(q), ", \"survival\": ", vector(s),
    ", \"standardError\": ", vector(se), ", \"hazard\": ", vector(hazard), "}"))
}
write_rows("statistics-life-table.json",
  "Actuarial life tables; null where the statistic is undefined",
  "Cutler and Ederer (1958), Gehan (1969): formulas in R arithmetic", rows)

# Turnbull: R stops when the steps of its EM algorithm are small, hence few digits.
sets <- list(
  "ceremony and stragglers" = list(left = c(0, 0, 7, 14, 14, 21, 30, 30),
    right = c(7, 14, 14, 30, 21, 45, 60, NA), weight = c(20, 6, 5, 4, 3, 2, 3, 5)),
  "overlapping reports" = list(left = c(NA, 2, 3, 5, 1, 8, 9, 12),
    right = c(4, 6, 8, 9, 10, 12, NA, NA), weight = c(3, 5, 2, 4, 1, 6, 2, 3)))
rows <- c()
for (name in names(sets)) {
  t <- sets[[name]]
  fit <- survfit(Surv(t$left, t$right, type = "interval2") ~ 1, weights = t$weight)
  # R reports S at the middle of each innermost interval; between them it is determined.
  middle <- (fit$time[-1] + fit$time[-length(fit$time)]) / 2
  rows <- c(rows, paste0("{\"name\": ", quoted(name), ", \"left\": ", vector(t$left),
    ", \"right\": ", vector(t$right), ", \"weight\": ", vector(t$weight),
    ", \"time\": ", vector(fit$time), ", \"survival\": ", vector(fit$surv), "}"))
}
write_rows("statistics-turnbull-r.json",
  "S just after the middle of each innermost interval as R prints it, good to about 1e-4",
  "survfit(Surv(type = interval2))", rows)

# Reporting delay: right truncation is late entry in reversed time.
set.seed(1994)
sets <- list()
for (n in c(8, 60, 400)) {
  signed <- sample(0:50, n, TRUE)
  delay <- rgeom(n, 0.15)
  sets[[paste("geometric delays,", n)]] <- data.frame(signed, recorded = signed + delay,
    persons = sample(1:5, n, TRUE))
}
sets[["one old day"]] <- data.frame(signed = c(0, 0, 0, 45), recorded = c(0, 3, 40, 46),
  persons = c(2, 5, 1, 3))
rows <- c()
for (name in names(sets)) {
  all <- sets[[name]]
  seen <- all[all$recorded <= 50, ]
  delay <- seen$recorded - seen$signed
  fit <- survfit(Surv(-(50 - seen$signed) - 0.5, -delay, rep(1, nrow(seen))) ~ 1,
    weights = seen$persons, robust = FALSE)
  days <- 0:50
  # P(D <= d) is the curve just before time -d, that is after all longer delays.
  share <- sapply(days, function(d) { s <- fit$surv[fit$time < -d]; if (length(s)) tail(s, 1) else 1 })
  rows <- c(rows, paste0("{\"name\": ", quoted(name), ", \"asOf\": 50, \"records\": ",
    matrix_rows(as.matrix(all)), ", \"share\": ", vector(share), "}"))
}
write_rows("statistics-delay.json",
  "Share F(d) recorded within d = 0...50 days; records are day of signature, day of record, persons",
  "survfit of Surv(-window - 0.5, -delay, 1): right truncation as late entry in reversed time", rows)
