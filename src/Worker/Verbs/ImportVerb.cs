using System.CommandLine;
using System.Globalization;
using Thrombophilia.Lims;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Data;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary><c>import</c>: a file of subjects, samples or assay results, with a verdict on every row.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var kind = new Argument<string>("kind") { Description = Texts.Help("import-kind") };
        kind.AcceptOnlyFromAmong([.. Enum.GetNames<ImportKind>().Select(name => name.ToLowerInvariant())]);
        var file = new Argument<FileInfo>("file") { Description = Texts.Help("import-file") };
        file.AcceptExistingOnly();
        var data = DataOption.Create();
        var dryRun = new Option<bool>("--dry-run") { Description = Texts.Help("import-dry-run") };
        var format = DataOption.Rows("table");
        var acceptGood = new Option<bool>("--accept-good") { Description = Texts.Help("import-accept-good") };
        var analyser = new Option<string>("--analyser") { Description = Texts.Help("import-analyser"), HelpName = "code" };
        var verb = new Command("import", Texts.Help("import")) { kind, file, data, dryRun, acceptGood, analyser, format };
        verb.SetAction(async (line, stop) =>
        {
            using var opened = new Opened(line.GetValue(data)!, line.GetValue(dryRun),
                line.InvocationConfiguration.Error);
            var report = await ImportAsync(
                opened.Data, Enum.Parse<ImportKind>(line.GetValue(kind)!, ignoreCase: true),
                    line.GetValue(file)!.FullName,
                new ImportOptions
                {
                    DryRun = line.GetValue(dryRun),
                    AcceptGood = line.GetValue(acceptGood),
                    Analyser = line.GetValue(analyser),
                    FileName = line.GetValue(file)!.Name
                }, stop);
            Print(report, CallRows.Format(line.GetValue(format)!), line.InvocationConfiguration.Output,
                line.InvocationConfiguration.Error);
            if (report.Written > 0 && line.GetValue(kind) is "samples" or "consents")
                line.InvocationConfiguration.Error.WriteLine(Texts.Get("import-release"));
            return report.Refused > 0 ? ExitCode.Refused : ExitCode.Good;
        });
        return verb;
    }

    // A mistyped folder would start an empty register, so a new folder is announced. A dry run writes nothing, not even
    // the folder.
    sealed class Opened : IDisposable
    {
        readonly DirectoryInfo? passing;

        public Opened(string root, bool dryRun, TextWriter error)
        {
            var isNew = !DataFolder.Exists(root);
            if (isNew)
                error.WriteLine(Texts.Get(dryRun ? "import-no-folder" : "import-new-folder", Path.GetFullPath(root)));
            if (isNew && dryRun) passing = Directory.CreateTempSubdirectory("thrombophilia-");
            Data = DataFolder.Open(passing?.FullName ?? root);
        }

        public DataFolder Data { get; }

        public void Dispose() => passing?.Delete(recursive: true);
    }

    /// <summary>The one way to import rows, for the demo too.</summary>
    public static async Task<ImportReport> ImportAsync(DataFolder data, ImportKind kind, string path,
        ImportOptions options, CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        await using var file = File.OpenRead(path);
        var cases = CaseAnalysis.Load();
        return await new ImportService(cases.WritesOf(db), cases.Clinical, cases.Biobank).ImportAsync(kind, file,
            options, stop);
    }

    static void Print(ImportReport report, RowFormat format, TextWriter output, TextWriter error)
    {
        PlainRows.Print(format, output,
            [new("row", Texts.Get("row"), 8, IsNumber: true), new("verdict", Texts.Get("verdict"), 12),
                new("column", Texts.Get("column"), 16), new("value", Texts.Get("value"), 24),
                new("code", Texts.Get("why"), 48), new("facts", Texts.Get("next"), 48)],
            forPeople => report.Rows.SelectMany(row => Cells(row, forPeople)));
        // Rows for programs stand alone.
        (format == RowFormat.Table ? output : error).WriteLine(
            Texts.Get("import-summary", report.Good, report.Unchanged, report.Refused, report.Written));
    }

    static IEnumerable<string?[]> Cells(RowVerdict row, bool forPeople)
    {
        var number = row.Row.ToString(CultureInfo.InvariantCulture);
        var verdict = row.Verdict.ToString().ToLowerInvariant();
        if (forPeople) verdict = Texts.Get("verdict-" + verdict);
        if (row.Problems.Count == 0) yield return [number, verdict, "", "", "", ""];
        foreach (var problem in row.Problems)
            yield return
            [
                number, verdict, problem.Column, problem.Value, forPeople ? problem.Text() : problem.Code,
                forPeople ? problem.Next() : string.Join(';', problem.Facts)
            ];
    }
}
