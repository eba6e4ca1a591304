using System.Text;
using System.Text.RegularExpressions;
using Thrombophilia.Variants.Validation.Findings;

namespace Thrombophilia.Given.Suites;

/// <summary>
/// What must be said of a file for the reason that its index gives: any of some codes, in a certain column, on certain
/// lines. One row of <c>defects.tsv</c>.
/// </summary>
public sealed class Defect
{
    static readonly Lazy<Defect[]> Rows = new(() => [.. Read()]);
    readonly Regex file, reason;
    readonly string[] codes;
    readonly string column, line;

    Defect(string[] cells) => (file, reason, codes, column, line) =
        (new Regex(cells[0]), new Regex(cells[1]), cells[2].Split(' '), cells.ElementAtOrDefault(3) ?? "",
        cells.ElementAtOrDefault(4) ?? "");

    /// <summary>Codes that the table names.</summary>
    public static IEnumerable<string> Codes => Rows.Value.SelectMany(d => d.codes).Distinct();

    /// <summary>The row for a file; null where the table has none.</summary>
    public static Defect? Of(SuiteFile suiteFile) =>
        Array.Find(Rows.Value,
        d => d.file.IsMatch($"{suiteFile.Suite}/{suiteFile.Name}") && d.reason.IsMatch(suiteFile.Reason));

    /// <summary>A finding names the defect, wherever: its code is one of the row's, and its column fits.</summary>
    public bool IsNamedBy(Finding finding, SuiteFile suiteFile) =>
        codes.Contains(finding.Code) && Regex.IsMatch(finding.Column, Filled(column, suiteFile));

    /// <summary>
    /// The lines of a file on which the defect is, by the file's own text; null where the table does not say.
    /// </summary>
    public IReadOnlySet<long>? LinesIn(SuiteFile suiteFile)
    {
        if (line.Length == 0) return null;
        var text = File.ReadAllText(suiteFile.Path, Encoding.Latin1);
        return Regex.Matches(text, Filled(line, suiteFile), RegexOptions.Multiline)
            .Select(m => 1L + text.AsSpan(0, m.Index).Count('\n')).ToHashSet();
    }

    /// <summary>A pattern of the table with what the reason's groups caught.</summary>
    string Filled(string pattern, SuiteFile suiteFile)
    {
        var match = reason.Match(suiteFile.Reason);
        return Regex.Replace(pattern, @"\$(\d)",
            group => Regex.Escape(
                match.Groups[int.Parse(group.Groups[1].Value,
                    System.Globalization.CultureInfo.InvariantCulture)].Value));
    }

    static IEnumerable<Defect> Read()
    {
        using var reader = new StreamReader(
            typeof(Defect).Assembly.GetManifestResourceStream("Thrombophilia.Given.Suites.defects.tsv")!);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return new Defect(line.Split('\t'));
    }
}
