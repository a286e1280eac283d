@echo off
rem elastix with the flags of the original: runs "jelastix elastix".
"%~dp0jelastix.cmd" elastix %*
