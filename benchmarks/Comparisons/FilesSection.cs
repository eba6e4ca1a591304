using System.Globalization;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>
/// Many files of one person each: one process of the product beside a process of bcftools for every file.
/// </summary>
static class FilesSection
{
    /// <summary>
    /// Files that bcftools is run on and compared on; its cost is that of a process, and does not depend on their
    /// number.
    /// </summary>
    const int Sampled = 200;

    public static async Task RunAsync(Setting setting, Report report)
    {
        const string Loop = "bcftools query, a process a file", Nothing = "true, a process a file",
            All = "call, all rows";
        var folder = setting.SmallFiles();
        var all = Directory.EnumerateFiles(folder, "*.vcf.gz").Order(StringComparer.Ordinal).ToArray();
        var some = all[..Math.Min(Sampled, all.Length)];
        var genotypes = await AgreeAsync(setting, folder, some);
        report.Notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"{all.Length} distinct files, {all.Average(f => new FileInfo(f).Length) / 1000:F1} kB each; bcftools "
            + $"ran on the first {some.Length} of them, and ratios are of the cost a file"));
        report.Notes.Add(
            string.Create(CultureInfo.InvariantCulture,
                $"equal to bcftools before timing in those {some.Length}: {genotypes} genotypes at hot spots"));
        setting.Run(new Contest("call --hotspots-only, a folder",
        [
            .. FileSections.Programs(setting, Setting.Call(folder, "scan"), all.Length),
            new(Invocation.Product(All, setting.Published, "call", folder, "--format", "tsv"), all.Length),
        ],
        [
            new(Shell(Loop, "bcftools query -f '%CHROM\\t%POS\\t%REF\\t%ALT[\\t%GT]\\n' \"$f\"", some), some.Length),
        ],
        [
            new("CPU a file / bcftools query", 0.15, FileSections.Cpu(Loop)),
            new("CPU a file, all rows / bcftools query", 0.15,
                r => r.CpuEach(All).Over(r.CpuEach(Loop))) { IsGoal = true },
        ])
        { Unit = "file", Floors = [new(Shell(Nothing, "/bin/true \"$f\"", some), some.Length)] }, report,
        $"{all.Length} files");
    }

    static Invocation Shell(string row, string command, string[] files) =>
        new(row, "/bin/sh", ["-c", $"for f; do {command}; done", "sh", .. files]);

    /// <summary>Genotypes at hot spots that were compared.</summary>
    static async Task<int> AgreeAsync(Setting setting, string folder, string[] files)
    {
        var header = "";
        var rowsOf = files.ToDictionary(f => f, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var row in Child.Lines(Invocation.Product("call", setting.Published, Setting.Call(folder, "scan"))))
            if (header.Length == 0) header = row;
            else if (rowsOf.TryGetValue(row[..row.IndexOf('\t', StringComparison.Ordinal)], out var rows))
                rows.Add(row);
        var genotypes = 0;
        foreach (var file in files)
        {
            var input = await Input.ReadAsync(file, setting.Build.Id, setting.Panel, setting.Data);
            genotypes += Setting.Agreed(input, [header, .. rowsOf[file]]).Genotypes;
            File.Delete(input.Bed);
        }
        return genotypes;
    }
}
