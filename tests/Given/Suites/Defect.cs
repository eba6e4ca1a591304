using System.Text.RegularExpressions;
using Thrombophilia.Variants.Validation;

namespace Thrombophilia.Given.Suites;

/// <summary>What must be said of a file for the reason that its index gives: any of some codes, in a certain column. One row of <c>defects.tsv</c>.</summary>
public sealed class Defect
{
    static readonly Lazy<Defect[]> Rows = new(() => [.. Read()]);
    readonly Regex file, reason;
    readonly string[] codes;
    readonly string column;

    Defect(string[] cells) => (file, reason, codes, column) = (new Regex(cells[0]), new Regex(cells[1]), cells[2].Split(' '), cells.Length > 3 ? cells[3] : "");

    /// <summary>Codes that the table names.</summary>
    public static IEnumerable<string> Codes => Rows.Value.SelectMany(d => d.codes).Distinct();

    /// <summary>The row for a file; null where the table has none.</summary>
    public static Defect? Of(SuiteFile suiteFile) =>
        Array.Find(Rows.Value, d => d.file.IsMatch($"{suiteFile.Suite}/{suiteFile.Name}") && d.reason.IsMatch(suiteFile.Reason));

    /// <summary>A finding names the defect: its code is one of the row's, and its column fits.</summary>
    public bool IsNamedBy(Finding finding, SuiteFile suiteFile)
    {
        var match = reason.Match(suiteFile.Reason);
        var wanted = Regex.Replace(column, @"\$(\d)", group => Regex.Escape(match.Groups[int.Parse(group.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)].Value));
        return codes.Contains(finding.Code) && Regex.IsMatch(finding.Column, wanted);
    }

    static IEnumerable<Defect> Read()
    {
        using var reader = new StreamReader(typeof(Defect).Assembly.GetManifestResourceStream("Thrombophilia.Given.Suites.defects.tsv")!);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return new Defect(line.Split('\t'));
    }
}
