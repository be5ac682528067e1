#!/usr/bin/env Rscript
# Times R on one task; called by compare.py.
# peers.R TASK FOLDER prints one line of JSON with the processor's seconds for the best of several
# repetitions; the task `versions` prints what is installed.

arguments <- commandArgs(trailingOnly = TRUE)
task <- arguments[1]
folder <- arguments[2]

# Seconds that this process has used.
processor <- function() sum(proc.time()[c("user.self", "sys.self")])

pooling <- function() {
  suppressMessages(library(VGAM))
  counts <- read.csv(file.path(folder, "pools.csv"))
  levels <- split(counts, counts$level)
  # Once before the clock starts, so that loading of methods is not measured.
  invisible(vglm(cbind(signed, required - signed) ~ 1, betabinomial, data = levels[[1]]))
  seconds <- Inf
  for (turn in 1:5) {
    begin <- processor()
    fits <- lapply(levels, function(level) {
      vglm(cbind(signed, required - signed) ~ 1, betabinomial, data = level)
    })
    seconds <- min(seconds, processor() - begin)
  }
  # The log-likelihood with the binomial coefficients.
  likelihood <- sum(vapply(fits, logLik, 0))
  cat(sprintf('{"seconds": %.6f, "items": %d, "check": %.6f}\n', seconds, nrow(counts), likelihood))
}

nonlinear <- function() {
  rows <- jsonlite::fromJSON(file.path(folder, "nonlinear.json"), simplifyVector = FALSE)$rows
  results <- character()
  fits <- 20
  for (row in rows) {
    right <- sub("\\s*\\+\\s*e\\s*$", "", sub("^.*=", "", row$model))
    right <- gsub("arctan", "atan", gsub("**", "^", chartr("[]", "()", right), fixed = TRUE))
    frame <- data.frame(y = unlist(row$y))
    if (grepl("log[y]", row$model, fixed = TRUE)) frame$y <- log(frame$y)
    for (k in seq_along(row$predictors)) {
      name <- if (length(row$predictors) == 1) "x" else paste0("x", k)
      frame[[name]] <- unlist(row$predictors[[k]])
    }
    formula <- as.formula(paste("y ~", right))
    truth <- unlist(row$parameters)
    for (number in seq_along(row$starts)) {
      start <- unlist(row$starts[[number]])
      names(start) <- paste0("b", seq_along(start))
      best <- Inf
      solved <- FALSE
      for (turn in 1:3) {
        begin <- processor()
        for (k in seq_len(fits)) {
          fit <- tryCatch(nls(formula, frame, as.list(start)), error = function(e) NULL)
        }
        best <- min(best, (processor() - begin) / fits)
      }
      if (!is.null(fit)) solved <- all(abs(coef(fit) - truth) <= 1e-4 * abs(truth))
      results <- c(results, sprintf('"%s %d": [%.9f, %s]', row$name, number, best, tolower(solved)))
    }
  }
  cat(sprintf('{"fits": {%s}}\n', paste(results, collapse = ", ")))
}

# What is installed; "" stands for a missing package.
versions <- function() {
  version_of <- function(name) {
    if (length(find.package(name, quiet = TRUE)) == 0) "" else as.character(packageVersion(name))
  }
  cat(sprintf(
    '{"R": "%s", "VGAM": "%s", "jsonlite": "%s"}\n',
    getRversion(), version_of("VGAM"), version_of("jsonlite")
  ))
}

switch(task, versions = versions(), pooling = pooling(), nonlinear = nonlinear())
