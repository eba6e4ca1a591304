using System.Globalization;
using System.Text;
using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Lims;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>
/// Findings written by the product's own intake service into SQLite (write-ahead log, synchronous=FULL, as the product
/// sets it), with all
/// that belongs to a file: database opened, intake begun, findings, and the conclusion and registry row of every
/// person.
/// </summary>
static class RowsSection
{
    /// <summary>Rows of one sample: its hot spots and a few variants of its own.</summary>
    const int RowsEach = 20;
    const int Together = 50;

    public static async Task RunAsync(Setting setting, Report report)
    {
        const string Many = "50 samples a transaction", One = "1 sample a transaction",
            Whole = "1 sample a transaction, every row of a file";
        const int Files = 10, Singles = 100;
        var folder = Directory.CreateTempSubdirectory("thrombophilia-rows-").FullName;
        try
        {
            var whole = await CallsAsync(setting, people: 1);
            var some = (await CallsAsync(setting, Together)).Select(one => one.Take(RowsEach).ToArray()).ToArray();
            if (some.Any(s => s.Length != RowsEach))
                throw new InvalidOperationException("A person of the made file has too few rows.");
            var run = new IntakeRun(folder, setting);
            report.Notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"a row is a finding; {RowsEach} a sample, its hot spots among them, and {whole[0].Length} where "
                + $"every row of a made file of one person is kept; all persons are new"));
            report.Notes.Add(
                "inside this process, in the way of the hosted worker: the database is opened for the beginning "
                + "and again for the end of each file");
            setting.Run(new Contest("IntakeService into SQLite",
            [
                new(Many, () => run.Write(Many, Files, some), Files * Together * RowsEach),
                new(One, () => run.Write(One, Singles, some[..1]), Singles * RowsEach),
                new(Whole, () => run.Write(Whole, Singles, whole), Singles * whole[0].Length),
            ], [],
            [
                new($"CPU µs a row, {Many}", 30, r => r.CpuEach(Many).Times(1e6)),
                new($"CPU µs a row, {One}", 60, r => r.CpuEach(One).Times(1e6)),
            ])
            { Unit = "row" }, report, $"{RowsEach} rows a sample");
            report.Line().Line("What the CPU of a row went into, µs (all repetitions):").Line()
                .Line("| | database opened, twice | intake begun | names and samples looked up | rows inserted | "
                    + "concluded, registered, committed |").Line("|---|---|---|---|---|---|");
            foreach (var (row, phases) in run.Phases)
            {
                var each = Enumerable.Range(0, IntakeRun.PhaseCount)
                    .Select(p => new Series(phases.Skip(1).Select(round => round[p] * 1e6)).Text("F1"));
                report.Line($"| {row} | {string.Join(" | ", each)} |");
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the product calls in a made file, person by person.</summary>
    static async Task<SampleCall[][]> CallsAsync(Setting setting, int people)
    {
        const int Records = 300;
        var text = new MemoryStream();
        new InputWriter(new InputPlan(Shape.Full, people, 1, InputPlan.UsualSeed, setting.Build),
            Sites.Targeted(setting.Build, Records)).WriteText(text);
        text.Position = 0;
        using var calls = await new PanelAnalysis(setting.Panel).CallAsync(text, "made", new CallOptions());
        return [.. calls.Calls().GroupBy(c => c.Sample)
            .Select(one => one.OrderBy(c => c.Call.HotSpot is null).ToArray())];
    }

    /// <summary>The database and the persons in it.</summary>
    sealed class IntakeRun(string folder, Setting setting)
    {
        const string Software = "benchmark";
        readonly CaseAnalysis cases = CaseAnalysis.Load();
        int registered, used, files;

        public const int PhaseCount = 5;

        /// <summary>
        /// CPU seconds of each phase a database row, by the report's row and write; the first write only warmed up.
        /// </summary>
        public Dictionary<string, List<double[]>> Phases { get; } = [];

        /// <summary>So many files, each with these people's rows under names that were not used before.</summary>
        public Usage Write(string row, int many, SampleCall[][] people)
        {
            RegisterAsync(many * people.Length).GetAwaiter().GetResult();
            var all = Enumerable.Range(0, many)
                .Select(_ => people.Select(calls => Renamed(calls, Name(used++))).ToArray()).ToArray();
            var phases = new double[PhaseCount];
            var usage = Usage.Of(() => { foreach (var file in all) OneAsync(file, phases).GetAwaiter().GetResult(); });
            if (!Phases.TryGetValue(row, out var kept)) Phases[row] = kept = [];
            kept.Add([.. phases.Select(p => p / all.Sum(f => f.Sum(r => r.Length)))]);
            return usage;
        }

        async Task OneAsync(SampleCall[][] file, double[] phases)
        {
            var at = Environment.CpuUsage.TotalTime;
            var key = new IntakeKey(string.Create(CultureInfo.InvariantCulture, $"{files++:x64}"), setting.Panel.Id,
                setting.Panel.Version);
            IReadOnlySet<string> wanted;
            await using (var db = LimsDb.Open(folder))
            {
                Lap(0);
                var service = new IntakeService(cases.WritesOf(db), cases.Biobank);
                await service.FindAsync(key);
                wanted = service.Wanted(file.Select(p => p[0].Sample));
            }
            Lap(1);
            await using (var db = LimsDb.Open(folder))
            {
                Lap(0);
                var end = new IntakeEnd.Read(key, "made.vcf.gz")
                {
                    Build = setting.Build.Id,
                    Names = [.. file.Select(p => p[0].Sample)],
                    Wanted = wanted,
                    Rows = Rows()
                };
                var result = await (await new IntakeService(cases.WritesOf(db), cases.Biobank).WriteAsync([end]))[0];
                if (result.Findings != file.Sum(p => p.Length) || result.Held.Count > 0)
                    throw new InvalidOperationException("Not every row was written.");
            }
            Lap(4);

            // The service takes the rows one by one while it inserts them: the first and the last question mark that
            // phase.
            IEnumerable<SampleCall> Rows()
            {
                Lap(2);
                foreach (var person in file)
                    foreach (var call in person) yield return call;
                Lap(3);
            }

            void Lap(int phase)
            {
                var now = Environment.CpuUsage.TotalTime;
                phases[phase] += (now - at).TotalSeconds;
                at = now;
            }
        }

        /// <summary>Persons for the next files, in groups as a registry has them.</summary>
        async Task RegisterAsync(int more)
        {
            await using var db = LimsDb.Open(folder);
            var import = new ImportService(cases.WritesOf(db), cases.Clinical, cases.Biobank);
            var (subjects, samples) = (new StringBuilder("subject,site,group,sex,birth_year\n"),
                new StringBuilder("sample,subject,vcf_name,type,collected,received\n"));
            var consents = new StringBuilder("subject,form_version,scopes,signed\n");
            for (var last = registered + more; registered < last; registered++)
            {
                subjects.Append(CultureInfo.InvariantCulture,
                    $"P{registered},S,{(registered % 2 == 0 ? "case" : "control")},F,1980\n");
                consents.Append(CultureInfo.InvariantCulture,
                    $"P{registered},1.0,diagnosis;registry,2026-01-02T09:00Z\n");
                samples.Append(CultureInfo.InvariantCulture, $"{Name(registered)},P{registered},,,,\n");
            }
            foreach (var (kind, csv) in new[] { (ImportKind.Subjects, subjects), (ImportKind.Consents, consents),
                (ImportKind.Samples, samples) })
                if ((await import.ImportAsync(kind, new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())),
                    new ImportOptions())).Written != more)
                    throw new InvalidOperationException($"The {kind} were not registered.");
        }

        static SampleCall[] Renamed(SampleCall[] calls, string name) =>
            Array.ConvertAll(calls, c => c with { Sample = name });

        static string Name(int person) => string.Create(CultureInfo.InvariantCulture, $"N{person}");
    }
}
