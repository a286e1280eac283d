@echo off
rem Runs jelastix from a source checkout, and builds it first if that was not done yet.
rem   JAVA_HOME          the JDK to use (17 or newer); without it, the java on the PATH
rem   JELASTIX_JAVA_OPTS extra options for the JVM, for example -Xmx8g
setlocal
set "ROOT=%~dp0.."
set "APP=%ROOT%\runtime\target\jelastix"
if not exist "%APP%\lib\jelastix-runtime-*.jar" (
  echo jelastix: first use, building ^(mvn -q -DskipTests package^) ... 1>&2
  pushd "%ROOT%"
  call mvn -q -B -DskipTests -Dmaven.compiler.failOnWarning=false -pl :jelastix-runtime -am package 1>&2 || (popd & exit /b 1)
  popd
)
set "MODULES=%APP%\lib"
set "KIT=%ROOT%\conformance-tests\target\jelastix-conformance"
if "%~1"=="conformance" (
  set "MODULES=%APP%\lib;%KIT%\lib"
  if not exist "%KIT%\lib\conformance-tests-*.jar" (
    echo jelastix: first use of the conformance kit, building ^(mvn -q -DskipTests package^) ... 1>&2
    pushd "%ROOT%"
    call mvn -q -B -Dmaven.test.skip=true -Dmaven.compiler.failOnWarning=false -pl :conformance-tests -am package 1>&2 || (popd & exit /b 1)
    popd
  )
)
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:FreqInlineSize=80 -XX:InlineSmallCode=500 -XX:Tier4BackEdgeThreshold=200000 -XX:+UseSerialGC -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=15 -Xmn16m -XX:MaxTenuringThreshold=0 -XX:InitialRAMPercentage=0.8 -XX:-UsePerfData -Djava.awt.headless=true -Dguice_bytecode_gen_option=DISABLED %JELASTIX_JAVA_OPTS% -p "%MODULES%" --add-modules ALL-MODULE-PATH -m org.jelastix.runtime/org.jelastix.runtime.cli.Main %*
exit /b %ERRORLEVEL%
