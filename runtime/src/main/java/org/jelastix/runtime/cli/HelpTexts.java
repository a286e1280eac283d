package org.jelastix.runtime.cli;

/** What the commands with elastix's own flags say about themselves. */
final class HelpTexts {
  static final String ELASTIX =
      """
      elastix (jelastix): registers a moving image to a fixed image, as parameter files say.

      elastix -f FIXED -m MOVING -p PARAMETERS [-p PARAMETERS]... -out FOLDER [options]

        -f, -f0, -f1 …      fixed image(s)
        -m, -m0, -m1 …      moving image(s)
        -p                  parameter file; several run one after the other
        -out                output folder, which must exist

        -fMask, -fMask0 …   mask(s) of the fixed image: not 0 is inside
        -mMask, -mMask0 …   mask(s) of the moving image
        -t0                 transform parameter file to start from
        -fp, -mp            corresponding points, for metrics that use them
        -threads N          at most N threads; results do not depend on it
        -priority           accepted, no effect

        --strict            parameters without effect are errors
        --plugins FOLDER    jars with more components
        --debug             stack traces of errors
        --help, --version

      Writes elastix.log, TransformParameters.N.txt, result.N.mhd and IterationInfo.N.RM.txt.
      Exit code: 0 fine, 1 failed, 2 wrong command line.""";

  static final String TRANSFORMIX =
      """
      transformix (jelastix): applies a transform to an image, to points, or to every voxel.

      transformix -tp TRANSFORM -out FOLDER [-in IMAGE] [-def FILE|all] [-jac all] [-jacmat all]

        -tp                 transform parameter file, as elastix writes it
        -out                output folder, which must exist
        -in                 moving image                           writes result.mhd
        -def FILE           points of the fixed image              writes outputpoints.txt or .vtk
        -def all            all voxels                             writes deformationField.mhd
        -jac all            determinant of the spatial Jacobian    writes spatialJacobian.mhd
        -jacmat all         the spatial Jacobian itself            writes fullSpatialJacobian.mhd
        -threads N          at most N threads; results do not depend on it
        -priority           accepted, no effect

        --plugins FOLDER    jars with more components
        --debug             stack traces of errors
        --help, --version

      At least one of -in, -def, -jac and -jacmat must be given.
      Exit code: 0 fine, 1 failed, 2 wrong command line.""";

  static final String JELASTIX =
      """
      jelastix: medical image registration.

      jelastix demo                    registers example images and shows what came out
      jelastix register                registers a moving image to a fixed image
      jelastix transform               applies a transform to images and points
      jelastix invert                  finds the transform that leads back
      jelastix components [list|show]  what can be named in parameter files
      jelastix parameters              prints or checks parameter files
      jelastix new-plugin              starts a component of your own, as a Maven project
      jelastix conformance             proves a plug-in, records and replays registrations
      jelastix elastix                 takes the command line of elastix (also bin/elastix)
      jelastix transformix             takes the command line of transformix (also bin/transformix)

      jelastix COMMAND --help says more.""";

  private HelpTexts() {}
}
