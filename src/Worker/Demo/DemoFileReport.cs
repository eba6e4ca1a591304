using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Demo;

/// <summary>How each file of the demo ended and how it should have ended.</summary>
internal sealed class DemoFileReport
{
    readonly TextTable table = new((Texts.Get("demo-file"), 26), (Texts.Get("demo-build"), 8),
        (Texts.Get("demo-samples"), 7), (Texts.Get("demo-ended"), 8), (Texts.Get("demo-reason"), 84));

    /// <summary>Files that did not end as expected.</summary>
    public List<string> Wrong { get; } = [];

    public static async Task<DemoFileReport> ReadAsync(LimsDb db, IReadOnlyList<MadeFile> files, CancellationToken stop)
    {
        var report = new DemoFileReport();
        var intakes = await db.VcfIntakes().AsNoTracking().ToDictionaryAsync(i => i.Sha256, stop);
        var held =
            (await db.IntakeSamples().AsNoTracking().Where(s => s.State == IntakeSampleState.Held).ToListAsync(stop))
            .ToLookup(s => s.IntakeId, s => s.VcfName);
        foreach (var file in files) report.Add(file, intakes.GetValueOrDefault(file.Sha256), held);
        return report;
    }

    void Add(MadeFile made, VcfIntake? intake, ILookup<int, string> held)
    {
        var (file, names) = (made.File, intake is null ? [] : held[intake.Id].Order(StringComparer.Ordinal).ToList());
        var (state, reason) = intake?.State switch
        {
            null => ("missing", ""),
            IntakeState.Refused => ("refused", intake.Refusal()?.What ?? ""),
            IntakeState.Done when names.Count > 0 => ("held", Texts.Get("demo-held", string.Join(", ", names))),
            IntakeState.Done => ("done", file.CopyOf is { } original ? Texts.Get("demo-copy", original) : ""),
            _ => ("running", ""),
        };
        if (state != file.Ends) Wrong.Add(Texts.Get("demo-wrong", file.Name, file.Ends, state));
        table.Add(file.Name, intake?.Build ?? "-",
            file.Samples.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Texts.Get("state-" + state), reason);
    }

    public override string ToString() => table.ToString();
}
