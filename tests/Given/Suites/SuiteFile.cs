namespace Thrombophilia.Given.Suites;

/// <summary>A file of a conformance suite, as the suite's index describes it.</summary>
/// <param name="Suite">Folder of the suite.</param>
/// <param name="Name">Path below it.</param>
/// <param name="Expectation">valid, invalid or special.</param>
/// <param name="Reason">What is wrong with it, or odd.</param>
/// <param name="Path">Where it lies.</param>
public sealed record SuiteFile(string Suite, string Name, string Expectation, string Reason, string Path)
{
    /// <summary>Every VCF of every suite below a folder; auxiliary files are left out.</summary>
    public static IReadOnlyList<SuiteFile> All(string suites) =>
    [
        .. from index in Directory.EnumerateFiles(suites, "index.tsv", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
           let folder = System.IO.Path.GetDirectoryName(index)!
           from line in File.ReadLines(index).Skip(1)
           let cells = line.Split('\t')
           where cells.Length > 1 && cells[1] is "valid" or "invalid" or "special"
           select new SuiteFile(System.IO.Path.GetFileName(folder), cells[0], cells[1],
               cells.Length > 3 ? cells[3] : "", System.IO.Path.Combine(folder, cells[0])),
    ];
}
