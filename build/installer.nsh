; Which files Windows opens with the app. The builder's own way would take .safetensors from whatever has it, and cannot do for
; .gradscape.json what Windows, which looks at the last dot alone, does not know. So:
; - .safetensors: offered among what opens it, and the default only where nothing else is;
; - .json: Gradscape is among "Open with", and the default is left alone.
; SHELL_CONTEXT is the person's part of the registry, or the machine's, as was chosen for the installation.

!define GRADSCAPE_MODEL "Gradscape.safetensors"

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\${GRADSCAPE_MODEL}" "" "Safetensors model"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${GRADSCAPE_MODEL}\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${GRADSCAPE_MODEL}\shell\open\command" "" '"$appExe" "%1"'
  WriteRegNone SHELL_CONTEXT "Software\Classes\.safetensors\OpenWithProgids" "${GRADSCAPE_MODEL}"
  ReadRegStr $0 SHELL_CONTEXT "Software\Classes\.safetensors" ""
  ${if} $0 == ""
    WriteRegStr SHELL_CONTEXT "Software\Classes\.safetensors" "" "${GRADSCAPE_MODEL}"
  ${endif}

  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}" "FriendlyAppName" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" ".json" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" ".safetensors" ""

  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0x1000, p 0, p 0)" ; the shell reads the associations again
!macroend

!macro customUnInstall
  ReadRegStr $0 SHELL_CONTEXT "Software\Classes\.safetensors" ""
  ${if} $0 == "${GRADSCAPE_MODEL}"
    DeleteRegValue SHELL_CONTEXT "Software\Classes\.safetensors" ""
  ${endif}
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.safetensors\OpenWithProgids" "${GRADSCAPE_MODEL}"
  DeleteRegKey /ifempty SHELL_CONTEXT "Software\Classes\.safetensors\OpenWithProgids"
  DeleteRegKey /ifempty SHELL_CONTEXT "Software\Classes\.safetensors"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\${GRADSCAPE_MODEL}"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0x1000, p 0, p 0)"
!macroend
