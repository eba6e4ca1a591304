using System.CommandLine;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary><c>--output FILE</c>: the results go into a file, which is written whole or not at all.</summary>
internal static class OutputOption
{
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--output", "-o") { Description = Texts.Help("option-output"), HelpName = "FILE" };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.Length == 0) result.AddError("--output: " + Texts.Get("not-a-file"));
        });
        return option;
    }

    /// <summary>
    /// Lets <paramref name="work"/> write into the file, or to standard output where none is given. A run that comes to
    /// its end keeps the file, also where some inputs were refused; a run that fails leaves what was there before.
    /// </summary>
    /// <exception cref="UsageException">The file is one of the inputs.</exception>
    /// <exception cref="OutputException">The file cannot be written.</exception>
    public static async Task<int> RunAsync(string? file, IEnumerable<string> inputs, TextWriter output,
        Func<TextWriter, Task<int>> work)
    {
        if (file is null or "-") return await work(output);
        var target = Path.GetFullPath(file);
        if (inputs.FirstOrDefault(i => i != "-" && Path.GetFullPath(i) == target) is { } input)
            throw new UsageException(Texts.Get("output-is-input", input));
        using var whole = new WholeFile(file);
        var code = await work(whole.Text);
        whole.Keep();
        return code;
    }
}
