using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Validation.Findings;

/// <summary>
/// Takes the findings of one file: tells the first of each kind one by one and counts the rest, so that memory and
/// output stay small.
/// </summary>
sealed class Report(Action<Finding> sink, string file)
{
    /// <summary>Kinds counted apart; a file of random keys must not fill the memory.</summary>
    const int MostKinds = 4096;
    readonly Dictionary<(FindingCode Code, string Column), long> kinds = [];

    /// <summary>The x of the file's version 4.x, by which some codes are errors or warnings.</summary>
    public int Minor { get; set; }

    /// <summary>Where the line at hand is.</summary>
    public required TextLines Lines { get; init; }
    public long Errors { get; private set; }
    public long Warnings { get; private set; }

    /// <summary>A finding in the line at hand.</summary>
    public void Add(FindingCode code, string column, string expected, ReadOnlySpan<byte> found, int sample = 0)
    {
        if (Counts(code, column)) Tell(code, Lines.Here, column, expected, Excerpt.Text(found), sample);
    }

    /// <inheritdoc cref="Add(FindingCode, string, string, ReadOnlySpan{byte}, int)"/>
    public void Add(FindingCode code, string column, string expected, string found, int sample = 0)
    {
        if (Counts(code, column)) Tell(code, Lines.Here, column, expected, Excerpt.Text(found), sample);
    }

    /// <summary>A finding at another place than the line at hand.</summary>
    public void AddAt(FileLocation place, FindingCode code, string column, string expected, string found)
    {
        if (Counts(code, column)) Tell(code, place, column, expected, Excerpt.Text(found), 0);
    }

    /// <summary>Damage to the container: the text before it was judged, the rest cannot be.</summary>
    public void Add(Problem problem)
    {
        Errors++;
        var facts = problem.Facts.Select(f => FormattableString.Invariant($"{f}")).ToArray();
        sink(new Finding(problem.Code, Severity.Error, problem.Place, "", facts.Length == 2 ? facts[0] : "",
            Excerpt.Text(facts.Length == 2 ? facts[1] : string.Join(' ', facts)))
        {
            Container = problem,
        });
    }

    /// <summary>One row for each kind that was not told in full.</summary>
    public void TellTheRest()
    {
        foreach (var ((code, column), count) in kinds)
            if (count > code.Most)
                sink(new Finding(code.Name, code.SeverityIn(Minor), new FileLocation(file), column, "",
                    FormattableString.Invariant($"+{count - code.Most}"))
                { More = count - code.Most });
    }

    bool Counts(FindingCode code, string column)
    {
        if (code.SeverityIn(Minor) == Severity.Error) Errors++;
        else Warnings++;
        if (kinds.Count >= MostKinds && !kinds.ContainsKey((code, column))) column = "";
        ref var count =
            ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(kinds, (code, column), out _);
        return ++count <= code.Most;
    }

    void Tell(FindingCode code, FileLocation place, string column, string expected, string found, int sample) =>
        sink(new Finding(code.Name, code.SeverityIn(Minor), place,
        sample > 0 ? FormattableString.Invariant($"{column}[{sample}]") : column, expected, found));
}
