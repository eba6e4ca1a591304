using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Thrombophilia.Given;
using Thrombophilia.Lims;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Demo;
using Thrombophilia.Worker.Intake;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Verbs;
using Xunit;

namespace Thrombophilia.Worker.Tests;

/// <summary>
/// A data folder and the worker on it. Every <see cref="RunAsync"/> is a process of its own: nothing is kept in memory
/// between two.
/// </summary>
internal sealed class GivenWorker : IDisposable
{
    static readonly Panel Panel = Panel.Load();
    static readonly CaseAnalysis Cases = CaseAnalysis.Load();
    readonly TempFolder folder = new();
    readonly ManualTime time = new();

    public GivenWorker() => Data = DataFolder.Open(folder.Path);

    public DataFolder Data { get; }

    public static int HotSpots => Panel.HotSpots.Count;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The text of a small VCF in which every hot spot is normal.</summary>
    public static string Vcf(params string[] samples) => new DemoVcf(
        Panel, new Scenarios("X", 1, 5, [], []), new DemoFile("a.vcf", "GRCh38", "text", "sites", samples, "done"),
            new Random(1)).Text();

    public void Drop(string name, string text) => File.WriteAllText(Path.Combine(Data.Inbox, name), text);

    /// <summary>Registers a person with one sample for each name.</summary>
    public async Task RegisterAsync(params string[] samples)
    {
        await ImportAsync(ImportKind.Subjects, "subject,site,group,sex,birth_year\nP1,X,case,F,1980\n");
        await ImportAsync(ImportKind.Consents,
            "subject,form_version,scopes,signed\nP1,1.0,diagnosis;registry,2026-01-02T09:00Z\n");
        await ImportAsync(ImportKind.Samples,
            "sample,subject,vcf_name,type,collected,received\n"
                + string.Concat(samples.Select(sample => $"{sample},P1,,,,\n")));
    }

    /// <summary>
    /// Two looks, or as many as <paramref name="nextLook"/> allows, then everything found is finished.
    /// </summary>
    public Task RunAsync(Func<int, bool>? nextLook = null, int readers = 1, CancellationToken? stop = null)
    {
        var looks = 1;
        var work = new WorkFolder(Data, time);
        var recorder = RecorderOn(work);
        var inbox = new Inbox(Data, new InboxOptions { Patience = TimeSpan.Zero }, time, NullLogger<Inbox>.Instance);
        var pipeline = new IntakePipeline(inbox, work, Reader(recorder), recorder,
            new PipelineOptions { Readers = readers });
        return pipeline.RunAsync(_ => ValueTask.FromResult(nextLook?.Invoke(looks++) ?? looks++ < 2), stop ?? Stop);
    }

    /// <summary>Looks in real time until <paramref name="isEnough"/>.</summary>
    public Task RunForRealAsync(InboxOptions options, Func<Task<bool>> isEnough)
    {
        var work = new WorkFolder(Data, TimeProvider.System);
        var recorder = RecorderOn(work);
        var inbox = new Inbox(Data, options, TimeProvider.System, NullLogger<Inbox>.Instance);
        var pipeline = new IntakePipeline(inbox, work, Reader(recorder), recorder, new PipelineOptions { Readers = 2 });
        return pipeline.RunAsync(async stop =>
        {
            await Task.Delay(options.Interval, stop);
            return !await isEnough();
        }, Stop);
    }

    /// <summary>Takes up everything in the inbox, reads it, and writes it in one commit.</summary>
    public async Task WriteTogetherAsync()
    {
        var work = new WorkFolder(Data, time);
        var recorder = RecorderOn(work);
        var outcomes = new List<Outcome>();
        foreach (var path in Directory.GetFiles(Data.Inbox).Order(StringComparer.Ordinal))
            outcomes.Add(
                await Reader(recorder)
                    .ReadAsync(Job.For((await work.TakeUpAsync(new Arrival(Path.GetFileName(path), null), Stop))!), Stop));
        await recorder.WriteAsync(outcomes);
    }

    /// <summary>What reads files.</summary>
    public FileReader Reader(Recorder? recorder = null) =>
        new(new PanelAnalysis(Panel), Data, Cases, recorder ?? RecorderOn(new WorkFolder(Data, time)),
        new ReadProgress());

    Recorder RecorderOn(WorkFolder work) => new(Data, work, Panel, Cases, NullLogger<Recorder>.Instance);

    public LimsDb Db() => LimsDb.Open(Data.Root);

    /// <summary>Files done and refused, names held, findings: the whole state in one line.</summary>
    public async Task<(int Done, int Refused, int Held, int Findings)> StateAsync()
    {
        await using var db = Db();
        Assert.False(await db.VcfIntakes().AnyAsync(i => i.State == IntakeState.Running, Stop));
        return (await db.VcfIntakes().CountAsync(i => i.State == IntakeState.Done, Stop),
            await db.VcfIntakes().CountAsync(i => i.State == IntakeState.Refused, Stop),
            await db.IntakeSamples().CountAsync(s => s.State == IntakeSampleState.Held, Stop),
                await db.Findings().CountAsync(Stop));
    }

    /// <summary>Runs a command against the database, to make it fail or heal.</summary>
    public async Task SqlAsync(FormattableString sql)
    {
        await using var db = Db();
        await db.Database.ExecuteSqlAsync(sql, Stop);
    }

    public IReadOnlyList<string?> InWork => [.. WorkFolder.Open(Data).Select(Path.GetFileName)];

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    async Task ImportAsync(ImportKind kind, string csv)
    {
        await File.WriteAllTextAsync(folder["import.csv"], csv, Stop);
        var report = await ImportVerb.ImportAsync(Data, kind, folder["import.csv"], new ImportOptions(), Stop);
        Assert.Equal(0, report.Refused);
    }
}
