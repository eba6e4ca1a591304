using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Worker.Intake;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>status</c>: counts of files, samples, findings and conclusions, and what is wrong with database and kept files.
/// </summary>
internal static class StatusVerb
{
    public static Command Create()
    {
        // What is one row of JSON was called json before other verbs had rows.
        Option<string> data = DataOption.Create(), format = DataOption.Rows("table", "json");
        var output = OutputOption.Create();
        var held = new Option<bool>("--held") { Description = Texts.Help("status-held-option") };
        var verb = new Command("status", Texts.Help("status")) { data, held, format, output };
        verb.SetAction((line, stop) => OutputOption.RunAsync(
            line.GetValue(output), [], line.InvocationConfiguration.Output,
            to => RunAsync(DataFolder.Existing(line.GetValue(data)!), line.GetValue(held), line.GetValue(format)!, to,
                line.InvocationConfiguration.Error, stop)));
        return verb;
    }

    static async Task<int> RunAsync(DataFolder data, bool held, string format, TextWriter output, TextWriter error,
        CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        if (held)
        {
            await PrintHeldAsync(db, CallRows.Format(format == "json" ? "jsonl" : format), output, stop);
            return ExitCode.Good;
        }
        Print(await StatusCounts.OfAsync(db, stop), format, output);
        // What can be seen without reading every file.
        var damage = db.FirstDamage(quick: true);
        if (damage is not null) error.WriteLine(Texts.Get("verify-damaged", damage));
        var kept = await KeptProof.OfAsync(db, data, bytes: false, stop);
        foreach (var line in VerifyVerb.KeptLines(kept)) error.WriteLine(line);
        return damage is null && kept.Holds ? ExitCode.Good : ExitCode.Refused;
    }

    /// <summary>Each name that waits, its file, and what it waits for.</summary>
    static async Task PrintHeldAsync(LimsDb db, RowFormat format, TextWriter output, CancellationToken stop)
    {
        const int Leaf = 500;
        var cases = CaseAnalysis.Load();
        var service = new IntakeService(cases.WritesOf(db), cases.Biobank);
        var rows = new List<(HeldName Name, bool IsRegistered)>();
        while (await service.HeldNamesAsync(rows.Count, Leaf, stop) is { Count: > 0 } names)
        {
            var asked = names.Select(n => n.VcfName).ToList();
            var registered = await db.Samples().AsNoTracking().Where(s => asked.Contains(s.VcfName!))
                .Select(s => s.VcfName).ToListAsync(stop);
            rows.AddRange(names.Select(n => (n, registered.Contains(n.VcfName))));
        }
        PlainRows.Print(format, output,
            [new("name", Texts.Get("held-name"), 30), new("file", Texts.Get("held-file"), 40),
                new("waits_for", Texts.Get("held-waits"), 50), new("sha256", Texts.Get("held-sha256"), 64)],
            forPeople => rows.Select(row =>
            {
                var why = row.IsRegistered ? "consent" : "registration";
                return new[] { row.Name.VcfName, row.Name.FileName, forPeople ? Texts.Get("held-" + why) : why,
                    row.Name.Sha256 };
            }));
    }

    /// <summary>A program reads the names of the counts, a person their words.</summary>
    public static void Print(StatusCounts counts, string format, TextWriter output)
    {
        var json = JsonSerializer.SerializeToElement(counts, JsonSerializerOptions.Web);
        if (format is "json" or "jsonl")
        {
            output.WriteLine(json.GetRawText());
            return;
        }
        PlainRows.Print(CallRows.Format(format), output,
            [new("what", Texts.Get("status-what"), 30), new("count", Texts.Get("status-count"), 20)],
            forPeople => json.EnumerateObject().Select(count => new[]
            {
                forPeople ? Texts.Get("status-" + count.Name) : count.Name,
                count.Value.GetInt64().ToString(CultureInfo.InvariantCulture)
            }));
    }
}
