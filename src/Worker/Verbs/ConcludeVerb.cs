using System.CommandLine;
using System.Globalization;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Variants.Knowledge;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>conclude</c>: what is concluded of cases that are given as JSON. Keeps nothing. With other rules it tells what would
/// change.
/// </summary>
internal static class ConcludeVerb
{
    const string PanelId = "thrombophilia-core";

    public static Command Create()
    {
        var cases = new Argument<string[]>("CASE")
        {
            Description = Texts.Help("conclude-case"),
            Arity = ArgumentArity.OneOrMore
        };
        var format = new Option<string>("--format")
        {
            Description = Texts.Help("option-rows"),
            HelpName = "table|json",
            DefaultValueFactory = _ => "table"
        };
        format.AcceptOnlyFromAmong("table", "json");
        var asOf = new Option<string?>("--as-of") { Description = Texts.Help("conclude-as-of"), HelpName = "DATE" };
        var other = new Option<string?>("--rules") { Description = Texts.Help("conclude-rules"), HelpName = "DIR" };
        var output = OutputOption.Create();
        var verb = new Command("conclude", Texts.Help("conclude")) { cases, format, asOf, other, output };
        verb.SetAction((line, stop) => OutputOption.RunAsync(line.GetValue(output), line.GetValue(cases)!,
            line.InvocationConfiguration.Output, to => RunAsync(line.GetValue(cases)!, Day(line.GetValue(asOf)),
                line.GetValue(format) == "json", line.GetValue(other), to, line.InvocationConfiguration.Error, stop)));
        return verb;
    }

    static DateOnly Day(string? text) => text is null ? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UsageException(Texts.Get("conclude-no-day", text));

    static async Task<int> RunAsync(string[] arguments, DateOnly today, bool json, string? rules, TextWriter output,
        TextWriter error, CancellationToken stop)
    {
        var own = Concluding.Load(null);
        var tried = rules is null ? null : Concluding.Load(rules);
        var (code, text) = (ExitCode.Good, new CaseText(own.Rules, output));
        foreach (var (name, utf8) in await ReadAsync(arguments, error, stop))
        {
            if (utf8 is null)
            {
                code = ExitCode.Refused;
                continue;
            }
            // A document is refused whole; of cases that can be read, each alone.
            IReadOnlyList<ClinicalCase> cases = [];
            Try(name, () => cases = own.Json(today).Read(utf8, name));
            foreach (var one in cases)
                Try(name, () =>
                {
                    var answer = own.Concluder.Conclude(one);
                    if (tried is not null) Difference(answer, tried.Concluder.Conclude(one), output);
                    else if (json) new CaseJsonWriter(own.Rules, own.Versions).Write(answer, output);
                    else text.Write(answer);
                });
        }
        return code;

        void Try(string name, Action step)
        {
            try { step(); }
            catch (InvalidDataException e)
            {
                error.WriteLine(Texts.Get("conclude-refused", name, e.Message.TrimEnd('.')));
                code = ExitCode.Refused;
            }
        }
    }

    static void Difference(CaseAnswer now, CaseAnswer then, TextWriter output)
    {
        var (gone, come) = (now.Fired.Except(then.Fired).ToList(), then.Fired.Except(now.Fired).ToList());
        var isSame = gone.Count + come.Count == 0 && now.Headline.Text == then.Headline.Text
            && now.Options.Available.Select(d => d.Id).SequenceEqual(then.Options.Available.Select(d => d.Id));
        output.WriteLine(isSame ? Texts.Get("conclude-same", now.Reading.Case.Id)
            : Texts.Get("conclude-changed", now.Reading.Case.Id, now.Headline.Text.In(), then.Headline.Text.In(),
                Some(gone), Some(come), Some(now.Options.Available.Select(d => d.Id)), Some(then.Options.Available.Select(d => d.Id))));
    }

    static string Some(IEnumerable<string> ids) => string.Join(' ', ids) is { Length: > 0 } text ? text : "-";

    /// <summary>The documents, in the order of the arguments; null for one that cannot be read, which was told.</summary>
    static async Task<List<(string Name, byte[]? Utf8)>> ReadAsync(string[] arguments, TextWriter error, CancellationToken stop)
    {
        var found = new List<(string, byte[]?)>();
        foreach (var argument in arguments)
            try
            {
                if (argument == "-")
                {
                    using var copy = new MemoryStream();
                    await StandardStream.Input().CopyToAsync(copy, stop);
                    found.Add((argument, copy.ToArray()));
                }
                else if (Directory.Exists(argument))
                {
                    var files = Directory.GetFiles(argument, "*.json").Order(StringComparer.Ordinal).ToList();
                    if (files.Count == 0)
                    {
                        error.WriteLine(Texts.Get("conclude-no-cases", argument));
                        found.Add((argument, null));
                    }
                    foreach (var file in files) found.Add((file, await File.ReadAllBytesAsync(file, stop)));
                }
                else found.Add((argument, await File.ReadAllBytesAsync(argument, stop)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                error.WriteLine(FailureText.OfInput(argument, e));
                found.Add((argument, null));
            }
        return found;
    }

    /// <summary>The tables of one folder, ready to conclude.</summary>
    sealed record Concluding(ClinicalRules Rules, PanelHotSpots Panel, CaseConcluder Concluder, string[] Versions)
    {
        public static Concluding Load(string? folder)
        {
            var knowledge = new KnowledgeFolder(folder, isDraft: folder is not null);
            // Somebody's own rules are drafts: only those of the product are what was released.
            if (folder is null) knowledge.Prove();
            var rules = ClinicalRules.Load(knowledge);
            var panel = new PanelHotSpots(Variants.Panels.Panel.Load(PanelId, folder));
            return new(rules, panel, new(rules, panel), [.. rules.Files.Select(file => $"{file.Id}@{file.Version}")]);
        }

        public CaseJson Json(DateOnly today) => new(Rules, Panel, today);
    }
}
