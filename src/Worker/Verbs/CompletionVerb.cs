using System.CommandLine;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>completion</c>: a script for a shell, which asks the program itself what may follow. So a new verb or option is
/// completed without a new script.
/// </summary>
internal static class CompletionVerb
{
    // What the program offers comes first; where it offers nothing, the shell offers files.
    const string Bash = """
        _thrombophilia() {
            local word="${COMP_WORDS[COMP_CWORD]}" offered
            offered="$("$1" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)"
            mapfile -t COMPREPLY < <(compgen -W "${offered}" -- "${word}")
        }
        complete -o bashdefault -o default -F _thrombophilia thrombophilia

        """;

    const string Zsh = """
        #compdef thrombophilia
        _thrombophilia() {
            local -a offered
            offered=("${(@f)$("${words[1]}" "[suggest:$#BUFFER]" "$BUFFER" 2>/dev/null)}")
            offered=("${(@)offered:#}")
            (( $#offered )) && compadd -- "${offered[@]}"
            [[ "${words[CURRENT]}" == -* ]] || _files
        }
        compdef _thrombophilia thrombophilia

        """;

    const string Pwsh = """
        Register-ArgumentCompleter -Native -CommandName thrombophilia -ScriptBlock {
            param($word, $line, $cursor)
            thrombophilia "[suggest:$cursor]" "$line" 2>$null |
                Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL")
        {
            Description = Texts.Help("completion-shell"),
            HelpName = "bash|zsh|pwsh"
        };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var verb = new Command("completion", Texts.Help("completion")) { shell };
        verb.SetAction(line => line.InvocationConfiguration.Output.Write(
            line.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Pwsh }));
        return verb;
    }
}
