using System.Globalization;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>The words of reports.</summary>
static class ReportTexts
{
    /// <summary>The languages of a report.</summary>
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en"), Chinese = CultureInfo.GetCultureInfo("zh-CN");

    static readonly ResourceTexts Texts = new("Thrombophilia.Lims.Clinic.Reports.ReportTexts", typeof(ReportTexts).Assembly);

    /// <summary>A text with its places filled, in one language.</summary>
    public static string Get(string key, CultureInfo culture, params IReadOnlyList<object> facts) =>
        facts.Count == 0 ? Texts.Get(key, culture) : Texts.Get(key, culture, facts);

    /// <summary>A text in both languages.</summary>
    public static Words Of(string key) => new(Texts.Get(key, English), Texts.Get(key, Chinese));

    /// <summary>The same with its places filled.</summary>
    public static Words Of(string key, params IReadOnlyList<object> facts) =>
        new(Texts.Get(key, English, Said(facts, English)), Texts.Get(key, Chinese, Said(facts, Chinese)));

    /// <summary>A text in both languages, and <paramref name="other"/> where nobody has written one.</summary>
    public static Words OfOr(string key, string other) => Texts.Find(key, English) is null ? Words.Same(other) : Of(key);

    /// <summary>A word of conclusions in both languages.</summary>
    public static Words OfConclusions(string key) => new(ConclusionTexts.Word(key, English), ConclusionTexts.Word(key, Chinese));

    static object[] Said(IReadOnlyList<object> facts, CultureInfo culture) =>
        [.. facts.Select(fact => fact is Words words ? words.In(culture) : fact)];
}
