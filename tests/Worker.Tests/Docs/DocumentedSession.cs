using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Thrombophilia.Given;
using Xunit;

namespace Thrombophilia.Worker.Tests.Docs;

/// <summary>What a command did.</summary>
internal sealed record Ran(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Error);

/// <summary>
/// Types the commands of one page one after the other, as its reader does, in a folder of its own that holds the
/// examples.
/// It knows the few commands that pages use; one that it does not know fails the test.
/// </summary>
internal sealed partial class DocumentedSession(DocumentedProgram program) : IDisposable
{
    const string DefaultAddress = "127.0.0.1:5080";

    /// <summary>What readers do for themselves and a test does in another way, with the reason.</summary>
    static readonly Dictionary<string, string> LeftOut = new()
    {
        ["dotnet test"] = "this test is part of it",
        ["dotnet test -p:Exhaustive=true"] = "this test is part of it",
        ["export PATH=\"$PWD/publish:$PATH\""] = "the session finds the program by itself",
    };

    readonly TempFolder folder = WithExamples();
    readonly string address = FreeAddress();
    string thrombophilia = DocumentedProgram.WithTheTests;
    int lastCode;
    RunningServer? server;

    public string Folder => folder.Path;

    /// <summary>
    /// Runs a command and compares what it printed with what the page shows. Null: it fits, or the page shows nothing.
    /// </summary>
    public async Task<Ran?> TryAsync(DocumentedCommand command, CancellationToken stop)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var ran = await RunAsync(command, stop);
            if (command.Shown.Count == 0 || ShownOutput.Fits(command.Shown, ran.Output, ran.Error)) return null;
            // A server works at its own pace: what it has done is looked at until it is there.
            if (server is null || !Looks(command.Text) || patience.Elapsed > TimeSpan.FromMinutes(3)) return ran;
            await Task.Delay(TimeSpan.FromMilliseconds(500), stop);
        }
    }

    static bool Looks(string command) =>
        command.StartsWith("cat ", StringComparison.Ordinal) || command == "thrombophilia status";

    async Task<Ran> RunAsync(DocumentedCommand command, CancellationToken stop)
    {
        if (LeftOut.ContainsKey(command.Text)) return new(0, [], []);
        if (DocumentedProgram.IsBuild(command.Text))
        {
            thrombophilia = await program.BuildAsync(command.Text, stop);
            return new(0, [], []);
        }
        if (command.Text == "echo $?") return new(0, [$"{lastCode}"], []);
        switch (Words(command.Text))
        {
            case ["cp", .. var files, var to]:
                foreach (var file in files.SelectMany(Matching)) File.Copy(file, Into(to, file), overwrite: true);
                return new(0, [], []);
            case ["cat", var file]:
                var path = Matching(file).Single();
                return File.Exists(path) ? new(0, File.ReadAllLines(path), []) : new(1, [], [$"no {file}"]);
            case ["thrombophilia", "serve" or "demo",
                ..] words when !words.Contains("--exit") && !words.Contains("--help"):
                return await ServeAsync(words[1..], command.Shown, stop);
            case ["thrombophilia", "tables", var kind, .. var words]:
                // Its sources are what a laboratory downloads: here the help has to know the options.
                var help = await RunAsync(["tables", kind, "--help"], null, stop);
                var options = words.Where(word => word.StartsWith("--", StringComparison.Ordinal));
                Assert.All(options, option => Assert.Contains(help.Output, line => line.Contains(option, StringComparison.Ordinal)));
                return Judged(command, help);
            case ["thrombophilia", .. var words, "|", "diff", "-", var expected]:
                return Difference(await RunAsync(words, null, stop), File.ReadAllLines(folder[expected]));
            case ["cat", var input, "|", "thrombophilia", .. var words]:
                return Judged(command, await RunAsync(words, folder[input], stop));
            case ["thrombophilia", .. var words, ">", var to]:
                var written = Judged(command, await RunAsync(words, null, stop));
                await File.WriteAllLinesAsync(folder[to], written.Output, stop);
                return written with { Output = [] };
            case ["thrombophilia", .. var words]:
                return Judged(command, await RunAsync(words, null, stop));
            default:
                Assert.Fail($"{command}: the test does not know this command, so nothing shows that it works.");
                return new(0, [], []);
        }
    }

    // A page that shows a failure asks for the exit code in the next command.
    Ran Judged(DocumentedCommand command, Ran ran)
    {
        lastCode = ran.Code;
        var next = new Document(command.Page).Commands().SkipWhile(c => c.Line <= command.Line).FirstOrDefault();
        Assert.True(ran.Code == 0 || next?.Text == "echo $?",
            $"{command}: exit code {ran.Code}\n{string.Join('\n', ran.Error)}");
        return ran;
    }

    static Ran Difference(Ran ran, string[] expected)
    {
        Assert.Equal(expected, ran.Output);
        return ran with { Output = [] };
    }

    async Task<Ran> RunAsync(IEnumerable<string> words, string? input, CancellationToken stop)
    {
        using var process = Start(words, input is not null);
        if (input is not null)
        {
            await using (var file = File.OpenRead(input))
                await file.CopyToAsync(process.StandardInput.BaseStream, stop);
            process.StandardInput.Close();
        }
        var error = process.StandardError.ReadToEndAsync(stop);
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return new(process.ExitCode, Lines(output), Lines(await error));
    }

    // Until it has printed what the page shows, or a portal answers.
    async Task<Ran> ServeAsync(IEnumerable<string> words, IReadOnlyList<string> shown, CancellationToken stop)
    {
        server?.Dispose();
        server = new RunningServer(Start([.. words, "--urls", $"http://{address}"], input: false), AsShown);
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var (output, error) = server.Printed;
            var fits = shown.Count == 0 || ShownOutput.Fits(shown, output, error);
            if (fits && await AnswersAsync(stop)) return new(0, output, error);
            if (server.HasEnded || patience.Elapsed > TimeSpan.FromMinutes(3)) return new(1, output, error);
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
        }
    }

    async Task<bool> AnswersAsync(CancellationToken stop)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPEndPoint.Parse(address), stop);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    Process Start(IEnumerable<string> words, bool input)
    {
        var start = new ProcessStartInfo(thrombophilia, words)
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = input,
        };
        // The reader's folder is the one that the page names.
        start.Environment.Remove("THROMBOPHILIA_DATA");
        // What the demo leaves behind goes with the session.
        var temp = Directory.CreateDirectory(folder["temp"]).FullName;
        foreach (var name in new[] { "TMPDIR", "TMP", "TEMP" }) start.Environment[name] = temp;
        return Process.Start(start)!;
    }

    string[] Lines(string text) => text.Length == 0 ? [] : [.. text.TrimEnd('\n').Split('\n').Select(AsShown)];

    // Pages show a folder that is called as the project is, and the address that is the default.
    string AsShown(string line) =>
        line.Replace(address, DefaultAddress, StringComparison.Ordinal)
            .Replace("/private" + folder.Path, "/home/li/thrombophilia", StringComparison.Ordinal)
            .Replace(folder.Path, "/home/li/thrombophilia", StringComparison.Ordinal);

    IEnumerable<string> Matching(string pattern)
    {
        var at = folder[pattern];
        return pattern.Contains('*', StringComparison.Ordinal)
            ? Directory.EnumerateFiles(Path.GetDirectoryName(at)!, Path.GetFileName(at)).Order(StringComparer.Ordinal)
            : [at];
    }

    string Into(string to, string file) =>
        Directory.Exists(folder[to]) ? Path.Combine(folder[to], Path.GetFileName(file)) : folder[to];

    static string[] Words(string command) =>
        [.. Word().Matches(command).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Value)];

    [GeneratedRegex("\"([^\"]*)\"|[^\\s\"]+")]
    private static partial Regex Word();

    static TempFolder WithExamples()
    {
        var folder = new TempFolder();
        var examples = Path.Combine(Document.Root, "examples");
        foreach (var file in Directory.EnumerateFiles(examples, "*", SearchOption.AllDirectories))
        {
            var copy = folder["examples", Path.GetRelativePath(examples, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return folder;
    }

    static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"{listener.LocalEndpoint}";
    }

    public void Dispose()
    {
        server?.Dispose();
        folder.Dispose();
    }

    /// <summary>A server that runs on while the page goes on.</summary>
    sealed class RunningServer : IDisposable
    {
        readonly Process process;
        readonly ConcurrentQueue<string> output = new(), error = new();

        public RunningServer(Process process, Func<string, string> asShown)
        {
            this.process = process;
            process.OutputDataReceived += (_, line) => { if (line.Data is { } text) output.Enqueue(asShown(text)); };
            process.ErrorDataReceived += (_, line) => { if (line.Data is { } text) error.Enqueue(asShown(text)); };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public (IReadOnlyList<string> Output, IReadOnlyList<string> Error) Printed => ([.. output], [.. error]);

        public bool HasEnded => process.HasExited;

        public void Dispose()
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }
}
