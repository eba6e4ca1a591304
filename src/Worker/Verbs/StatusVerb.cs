using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Data;
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
        Option<string> data = DataOption.Create(), format = DataOption.Format("table", "json");
        var verb = new Command("status", Texts.Help("status")) { data, format };
        verb.SetAction(
            (line, stop) =>
                RunAsync(DataFolder.Existing(line.GetValue(data)!), line.GetValue(format)!,
                line.InvocationConfiguration.Output, line.InvocationConfiguration.Error, stop));
        return verb;
    }

    static async Task<int> RunAsync(DataFolder data, string format, TextWriter output, TextWriter error,
        CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        Print(await StatusCounts.OfAsync(db, stop), format, output);
        // What can be seen without reading every file.
        var damage = db.FirstDamage(quick: true);
        if (damage is not null) error.WriteLine(Texts.Get("verify-damaged", damage));
        var kept = await KeptProof.OfAsync(db, data, bytes: false, stop);
        foreach (var line in VerifyVerb.KeptLines(kept)) error.WriteLine(line);
        return damage is null && kept.Holds ? ExitCode.Good : ExitCode.Refused;
    }

    /// <summary>A program reads the names of the counts, a person their words.</summary>
    public static void Print(StatusCounts counts, string format, TextWriter output)
    {
        var json = JsonSerializer.SerializeToElement(counts, JsonSerializerOptions.Web);
        if (format == "json")
        {
            output.WriteLine(json.GetRawText());
            return;
        }
        var table = new TextTable((Texts.Get("status-what"), 30), (Texts.Get("status-count"), 20));
        foreach (var count in json.EnumerateObject())
            table.Add(Texts.Get("status-" + count.Name), count.Value.GetInt64().ToString(CultureInfo.InvariantCulture));
        output.Write(table.ToString());
    }
}
