using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Requests.Consultations;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Lims.Clinic.Requests.Referrals;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Analysers;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Lims.Tests;

/// <summary>
/// A real SQLite database in a folder of its own, with real migrations, and a clock that stands still.
/// </summary>
sealed class GivenLims : IDisposable
{
    public static string Software => Lims.Kernel.Software.Version;
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    readonly string folder = Directory.CreateTempSubdirectory("lims-").FullName;

    /// <summary>An empty database, or what <paramref name="before"/> puts into the folder.</summary>
    /// <param name="before">Does something to the folder first.</param>
    /// <param name="clock">A clock that a test moves; null for one that stands.</param>
    public GivenLims(Action<string>? before = null, TimeProvider? clock = null)
    {
        Clock = clock ?? new StandingClock();
        before?.Invoke(folder);
        Db = LimsDb.Open(folder, clock: Clock);
    }

    public LimsDb Db { get; private set; }
    public TimeProvider Clock { get; }
    public string Folder => folder;
    public Writes Writes => Knowledge.Cases.WritesOf(Db);
    public IntakeService Intake => new(Writes, Knowledge.Biobank, Software);
    public ImportService Imports => new(Writes, Knowledge.Cases.Clinical, Knowledge.Biobank);

    public AnalyserService Analysers => new(Writes, Knowledge.Cases.Clinical);

    public SubjectService Subjects => new(Writes);
    public FamilyService Families => new(Writes);
    public TubeService Tubes => new(Writes, Knowledge.Biobank);
    public StorageService Storage => new(Writes);
    public SigningKey ReportKey => SigningKey.In(Path.Combine(folder, "keys"));

    public ShipmentService Shipments => new(Writes, Knowledge.Biobank);

    /// <summary>What is encrypted can be read in a test.</summary>
    public static PersonalDataCipher Cipher { get; } = new(t => $"<{t}>", t => t[1..^1], new byte[32]);
    public OrderService Orders => new(Writes, Knowledge.Cases.Requests, Knowledge.Cases.Clinical, Knowledge.Biobank, Cipher);
    public ConsultationService Consultations => new(Writes, Knowledge.Cases.Requests, Knowledge.Cases.Clinical, Cipher);
    public ReferralService Referrals => new(Writes, Knowledge.Cases.Requests, Knowledge.Cases.Clinical, Cipher);
    public RequestFileQueries RequestFiles => new(Db, Knowledge.Cases.Requests, Cipher);

    /// <summary>The same records in the hands of somebody.</summary>
    public void As(string name, params string[] sites)
    {
        Db.Dispose();
        Db = LimsDb.Open(folder, name.Length == 0 ? null : new Actor(name, sites.Length == 0 ? null : sites), Clock);
    }

    /// <summary>A person of a site whose consent covers everything.</summary>
    public async Task<Subject> Consented(string code = "P10", string site = "WH",
        ConsentScopes scopes = (ConsentScopes)63)
    {
        var subject =
            await Subjects.RegisterAsync(new SubjectEntry(code, site, SubjectGroup.Case, Lims.Kernel.Sex.F, 1980),
            TestContext.Current.CancellationToken);
        await Subjects.ConsentAsync(subject.PublicId, "1.0", scopes, Now.AddDays(-1),
            TestContext.Current.CancellationToken);
        return subject;
    }

    /// <summary>Tubes of a sample that has just arrived.</summary>
    public async Task<IReadOnlyList<Tube>> Received(Subject subject, string type, params decimal?[] volumes) =>
        (await Tubes.ReceiveAsync(new SampleEntry(subject.PublicId, null, type, null, Moment.Of(Now), null, volumes),
        TestContext.Current.CancellationToken)).Tubes;

    /// <summary>Two signatures issue a report.</summary>
    public ReviewService Review => new(Writes, Knowledge.Biobank, Knowledge.Cases.Review,
        new ReportIssuer(new(Knowledge.Cases), ReportKey).IssueAsync);

    /// <summary>Opens a conclusion and signs the review that it waits for; what may be released is released before.</summary>
    public Task<SignOff> SignAsync(Guid conclusion, string? reason = null) => Signing.OneAsync(Db, Knowledge.Cases, ReportKey, conclusion,
        reason, TestContext.Current.CancellationToken);

    /// <summary>Why a step is refused.</summary>
    public static async Task<string> Refused(Func<Task> step)
    {
        var refusal = (await Assert.ThrowsAsync<Lims.Kernel.RefusedStepException>(step)).Refusal;
        Assert.NotEmpty(refusal.Text());
        Assert.NotEmpty(refusal.Next());
        return refusal.Field.Length == 0 ? refusal.Code : $"{refusal.Field}: {refusal.Code}";
    }

    /// <summary>As after a crash: a new connection to the same file.</summary>
    public void Reopen()
    {
        Db.Dispose();
        Db = LimsDb.Open(folder, clock: Clock);
    }

    public Task<ImportReport> Import(ImportKind kind, string csv, bool dryRun = false, bool acceptGood = false,
        TimeZoneInfo? zone = null) =>
        Import(kind, Encoding.UTF8.GetBytes(csv), dryRun, acceptGood, zone);

    public Task<ImportReport> Import(ImportKind kind, byte[] csv, bool dryRun = false, bool acceptGood = false,
        TimeZoneInfo? zone = null, string? analyser = null) =>
        Imports.ImportAsync(kind, new MemoryStream(csv),
            new ImportOptions
            {
                DryRun = dryRun,
                AcceptGood = acceptGood,
                Zone = zone ?? TimeZoneInfo.Utc,
                Analyser = analyser
            },
                TestContext.Current.CancellationToken);

    /// <summary>Records for these persons a consent that covers everything.</summary>
    public Task<ImportReport> Consent(params string[] subjects) => Import(ImportKind.Consents,
        "subject,form_version,scopes,signed\n"
            + string.Concat(
            subjects.Select(
                s => $"{s},1.0,diagnosis;storage;research;registry;recontact;relatives,2026-01-01T09:00Z\n")));

    /// <summary>
    /// Subjects P1 (case), P2 (control), P3 (relative) who have agreed to everything, with samples S1, S2, S3.
    /// </summary>
    public async Task<GivenLims> Registered()
    {
        var subjects =
            await Import(ImportKind.Subjects,
            "subject,site,group,sex,birth_year\nP1,WH,case,F,1980\nP2,WH,control,M,1975\nP3,WH,relative,unknown,\n");
        await Consent("P1", "P2", "P3");
        var samples =
            await Import(ImportKind.Samples,
            "sample,subject,vcf_name,type,collected,received\nS1,P1,,blood,2026-01-02,2026-01-03T09:00Z\nS2,P2,,,,\nS3,P3,,,,\n");
        Assert.Equal((3, 3), (subjects.Written, samples.Written));
        return this;
    }

    public static IntakeKey Key(string sha = "aa") => new(sha, Knowledge.Panel.Id, Knowledge.Panel.Version);

    public static IReadOnlyList<SampleCall> Calls(params string[] samples) =>
        [.. samples.SelectMany(s => Case.AllReference(s).Select(f => new SampleCall(s, f.Call)))];

    public async Task<IntakeTicket> Begin(string sha = "aa") =>
        await Intake.FindAsync(Key(sha), TestContext.Current.CancellationToken);

    /// <summary>A file that was read to its end; all of its names were wanted.</summary>
    public static IntakeEnd Read(IntakeKey key, IEnumerable<SampleCall> calls, params string[] samples) =>
        new IntakeEnd.Read(key, "run.vcf.gz")
        {
            Build = "GRCh38",
            Warnings = ["a warning"],
            Names = samples,
            Wanted = samples.ToHashSet(),
            Rows = calls,
        };

    public Task<IntakeResult> Complete(IntakeTicket ticket, IEnumerable<SampleCall> calls, params string[] samples) =>
        Write(Read(ticket.Key, calls, samples));

    public Task<IntakeResult> Refuse(IntakeTicket ticket, Problem problem) =>
        Write(new IntakeEnd.Refused(ticket.Key, "run.vcf.gz", problem));

    async Task<IntakeResult> Write(IntakeEnd end) =>
        await (await Intake.WriteAsync([end], TestContext.Current.CancellationToken))[0];

    public void Dispose()
    {
        Db.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
