using System.Globalization;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Validation.Findings;

/// <summary>Something in a file that its own version of VCF does not allow, as data free of language.</summary>
/// <param name="Code">What kind; documented in <c>docs/validation.md</c>.</param>
/// <param name="Severity">What it costs the file.</param>
/// <param name="Place">File, line and offset; line 0 where the finding is of the whole file.</param>
/// <param name="Column">For example <c>POS</c>, <c>INFO/AC</c>, <c>FORMAT/GT[3]</c> (third sample) or <c>##contig</c>;
/// empty for a whole line.</param>
/// <param name="Expected">Short technical notation, for example <c>Number=A (2)</c>.</param>
/// <param name="Found">What stands there, shortened and without control characters.</param>
public sealed record Finding(string Code, Severity Severity, FileLocation Place, string Column, string Expected,
    string Found)
{
    static readonly ResourceTexts Texts = new("Thrombophilia.Variants.Validation.Findings.Findings",
        typeof(Finding).Assembly);

    /// <summary>Where not zero, this stands for so many further findings of the same code and column.</summary>
    public long More { get; init; }

    internal Problem? Container { get; init; }

    /// <summary>The sentence for a person, in the language of <paramref name="culture"/>.</summary>
    public string Text(CultureInfo? culture = null) =>
        More > 0 ? Texts.Get("more", culture, [More, Code])
            : Container is { } problem ? problem.TextWithoutPlace(culture)
            : Sentence(Code, culture);

    internal static string Sentence(string key, CultureInfo? culture) => Texts.Get(key, culture);
}
