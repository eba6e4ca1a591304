using System.Globalization;
using System.Text;
using Thrombophilia.Benchmarks.Biobank;
using Thrombophilia.Benchmarks.Comparisons;

namespace Thrombophilia.Benchmarks.Rate;

/// <summary>
/// A data folder before any file has come: one person for each sample, with consent for analysis, report and registry,
/// and three assay results. Made by the import verbs of the measured program itself, so that each program has its own
/// schema.
/// </summary>
sealed class Register
{
    const int AssaysEach = 3;

    Register(string folder, Load load)
    {
        (Folder, Load) = (folder, load);
        using var truth = new Truth(folder);
        long persons = load.Samples.Count;
        var expected = new[] { ("Subjects", persons), ("Consents", persons), ("Samples", persons),
            ("AssayResults", AssaysEach * persons) };
        foreach (var (table, rows) in expected)
            if (truth.Number($"SELECT COUNT(*) FROM \"{table}\"") is var found && found != rows)
                throw new InvalidOperationException($"{table}: {found} rows imported instead of {rows}.");
        LastConclusion = truth.Number("SELECT COALESCE(MAX(Id), 0) FROM Conclusions");
        LastRegistryRow = truth.Number("SELECT COALESCE(MAX(Id), 0) FROM RegistryEntries");
    }

    public string Folder { get; }
    public Load Load { get; }

    /// <summary>
    /// The largest key so far: importing assay results issues conclusions too. What rests on a file comes after them.
    /// </summary>
    public long LastConclusion { get; }
    /// <inheritdoc cref="LastConclusion"/>
    public long LastRegistryRow { get; }

    public static Register Make(Build build, Load load, string folder)
    {
        Console.Error.WriteLine($"{load.Name}, {build.Name}: registering {load.Samples.Count} persons");
        Directory.CreateDirectory(folder);
        foreach (var (kind, csv) in Files(load.Samples))
        {
            var file = Path.Combine(folder, kind + ".csv");
            File.WriteAllText(file, csv);
            Import(build, kind, file, folder);
            File.Delete(file);
        }
        return new(folder, load);
    }

    static void Import(Build build, string kind, string file, string folder)
    {
        const int Shown = 20;
        var refused = new List<string>();
        try
        {
            // What is refused is told in the table that import prints.
            foreach (var row in Child.Lines(build.Run("import", kind, file, "--data", folder)))
                if (!row.EndsWith("good", StringComparison.Ordinal) && refused.Count < Shown) refused.Add(row);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"{e.Message}\n{string.Join('\n', refused)}", e);
        }
    }

    static IEnumerable<(string Kind, string Csv)> Files(IReadOnlyList<string> samples)
    {
        var subjects = new StringBuilder("subject,site,group,sex,birth_year\n");
        var consents = new StringBuilder("subject,form_version,scopes,signed\n");
        var tubes = new StringBuilder("sample,subject,vcf_name,type,collected,received\n");
        var assays = new StringBuilder("assay_id,sample,analyte,method,value,unit,drawn,states\n");
        for (var i = 0; i < samples.Count; i++)
        {
            var person = string.Create(CultureInfo.InvariantCulture, $"P{i:D5}");
            var (group, sex) = (i % 2 == 0 ? "case" : "control", i % 3 == 0 ? "F" : "M");
            subjects.Append(CultureInfo.InvariantCulture, $"{person},S1,{group},{sex},{1940 + i % 60}\n");
            consents.Append(CultureInfo.InvariantCulture,
                $"{person},1.0,diagnosis;storage;registry,2026-01-02T09:00:00+08:00\n");
            tubes.Append(CultureInfo.InvariantCulture,
                $"{person}-S,{person},{samples[i]},,2026-01-02,2026-01-02\n");
            // One in ten is low in one of the three, each in turn.
            var low = i % 10 == 0 ? i / 10 % AssaysEach : -1;
            foreach (var (n, analyte, method) in new[] { (0, "PC", "chromogenic"), (1, "PS", "free-antigen"),
                (2, "AT", "chromogenic-xa") })
                assays.Append(CultureInfo.InvariantCulture, $"{person}-{analyte},{person}-S,{analyte},{method},")
                    .Append(CultureInfo.InvariantCulture, $"{(n == low ? 40 : 95) + i % 10},%,2026-01-02,none\n");
        }
        yield return ("subjects", subjects.ToString());
        yield return ("consents", consents.ToString());
        yield return ("samples", tubes.ToString());
        yield return ("assays", assays.ToString());
    }
}
