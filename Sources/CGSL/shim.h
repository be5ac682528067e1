// CGSL: the door to the GNU Scientific Library. Only the Swift module GSL imports it.
//
// Besides the headers it holds what Swift cannot import safely: the method tables are C global
// variables, which Swift 6 refuses as shared mutable state, so inline functions return them.

#ifndef CGSL_SHIM_H
#define CGSL_SHIM_H

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_filter.h>
#include <gsl/gsl_interp.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_movstat.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_permutation.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_vector.h>
#include <gsl/gsl_version.h>

/// Version of the library that is loaded, not of the headers.
static inline const char *cgsl_version(void) { return gsl_version; }

/// Combined Tausworthe generator of L'Ecuyer with the corrected seeding.
static inline const gsl_rng_type *cgsl_rng_taus2(void) { return gsl_rng_taus2; }

/// Number of words in the state of taus2.
enum { CGSL_TAUS2_WORDS = 3 };

/// Writes the three 32-bit components of a taus2 state.
///
/// `gsl_rng_set` uses only 32 bits of its argument, so two of 65,000 streams would share a seed
/// with even odds. The state itself is three `unsigned long` words; this sets all of them.
/// Returns GSL_EINVAL when the library's state has another size, GSL_EDOM when a component is
/// below the lower limit of the recurrence (2, 8 and 16).
static inline int cgsl_taus2_set_state(gsl_rng *r, unsigned int s1, unsigned int s2,
                                       unsigned int s3) {
  if (gsl_rng_size(r) != CGSL_TAUS2_WORDS * sizeof(unsigned long)) return GSL_EINVAL;
  if (s1 < 2 || s2 < 8 || s3 < 16) return GSL_EDOM;
  unsigned long *state = (unsigned long *)gsl_rng_state(r);
  state[0] = s1;
  state[1] = s2;
  state[2] = s3;
  return GSL_SUCCESS;
}

/// Trust region solver for nonlinear least squares.
static inline const gsl_multifit_nlinear_type *cgsl_multifit_nlinear_trust(void) {
  return gsl_multifit_nlinear_trust;
}

/// Solver parameters for a trust region method (0 double dogleg, 1 Levenberg-Marquardt with geodesic
/// acceleration, else plain Levenberg-Marquardt); More scaling, QR.
static inline gsl_multifit_nlinear_parameters cgsl_multifit_nlinear_parameters(int method) {
  gsl_multifit_nlinear_parameters parameters = gsl_multifit_nlinear_default_parameters();
  parameters.trs = method == 0   ? gsl_multifit_nlinear_trs_ddogleg
                   : method == 1 ? gsl_multifit_nlinear_trs_lmaccel
                                 : gsl_multifit_nlinear_trs_lm;
  parameters.scale = gsl_multifit_nlinear_scale_more;
  parameters.solver = gsl_multifit_nlinear_solver_qr;
  return parameters;
}

/// Robust regression with Tukey's bisquare.
static inline const gsl_multifit_robust_type *cgsl_multifit_robust_bisquare(void) {
  return gsl_multifit_robust_bisquare;
}

/// Robust regression with Huber's loss.
static inline const gsl_multifit_robust_type *cgsl_multifit_robust_huber(void) {
  return gsl_multifit_robust_huber;
}

/// Nelder-Mead simplex with O(n) bookkeeping.
static inline const gsl_multimin_fminimizer_type *cgsl_multimin_nmsimplex2(void) {
  return gsl_multimin_fminimizer_nmsimplex2;
}

/// Quasi-Newton minimisation with the line search of Fletcher.
static inline const gsl_multimin_fdfminimizer_type *cgsl_multimin_vector_bfgs2(void) {
  return gsl_multimin_fdfminimizer_vector_bfgs2;
}

/// Root of a function with a change of sign by Brent and Dekker.
static inline const gsl_root_fsolver_type *cgsl_root_brent(void) {
  return gsl_root_fsolver_brent;
}

/// Sobol's sequence in the version of Antonov and Saleev, up to 40 dimensions.
static inline const gsl_qrng_type *cgsl_qrng_sobol(void) { return gsl_qrng_sobol; }

/// Straight lines between the knots.
static inline const gsl_interp_type *cgsl_interp_linear(void) { return gsl_interp_linear; }

/// Steffen's interpolation, which is monotone between the knots.
static inline const gsl_interp_type *cgsl_interp_steffen(void) { return gsl_interp_steffen; }

#endif
