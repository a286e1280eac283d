@echo off
rem transformix with the flags of the original: runs "jelastix transformix".
"%~dp0jelastix.cmd" transformix %*
