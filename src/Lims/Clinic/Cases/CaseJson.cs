using System.Globalization;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>
/// Reads cases from JSON, strictly: what it does not know or what cannot be is refused with its place. The members are
/// described in docs/reference/case.schema.json.
/// </summary>
public sealed class CaseJson(ClinicalRules rules, PanelHotSpots panel, DateOnly today)
{
    const int LargestCopies = 2;
    static readonly string[] Statuses = [.. Enum.GetValues<CallStatus>().Select(status => status.Code())];
    static readonly string[] Classes = [.. Enum.GetValues<VariantClass>().Select(found => found.Code())];

    /// <summary>The cases of a document: one object, or an array of them.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="name">Its name in messages.</param>
    /// <exception cref="InvalidDataException">Something is not known or cannot be.</exception>
    public IReadOnlyList<ClinicalCase> Read(byte[] utf8, string name)
    {
        if (utf8.AsSpan().StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        var at = utf8.AsSpan().IndexOfAnyExcept(" \t\r\n"u8);
        if (at < 0 || utf8[at] != '[') return [StrictJson.Document(utf8, name, Case)];
        byte[] wrapped = [.. "{\"cases\":"u8, .. utf8.AsSpan(at), (byte)'}'];
        return StrictJson.Document(wrapped, name, j => (IReadOnlyList<ClinicalCase>)j.List("cases", Case));
    }

    ClinicalCase Case(StrictJson j)
    {
        var asOf = Day(j, "asOf") ?? today;
        var subject = j.PartOrNull("subject", s => Subject(s, asOf)) ?? new(Sex.Unknown, null, null, null);
        var assays = j.ListOrNull("assays", a => Assay(a, subject, asOf)) ?? [];
        if (assays.Where(a => a.Id.Length > 0).GroupBy(a => a.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw j.Wrong($"every assay id once, found '{twice.Key}' again");
        for (var i = 0; i < assays.Length; i++)
            if (assays[i].Id.Length == 0) assays[i] = assays[i] with { Id = FormattableString.Invariant($"A{i + 1}") };
        var genotypes = j.ListOrNull("genotypes", Genotype) ?? [];
        if (genotypes.GroupBy(g => g.HotSpot).FirstOrDefault(g => g.Count() > 1) is { } again)
            throw j.Wrong($"every hot spot once, found '{again.Key}' again");
        var variants = j.ListOrNull("variants", Variant) ?? [];
        if (variants.GroupBy(v => $"{v.Gene} {PanelHotSpots.WithoutTranscript(v.HgvsC)}").FirstOrDefault(g => g.Count() > 1) is { } same)
            throw j.Wrong($"every variant once, found '{same.Key}' again");
        return new(j.TextOrNull("id") ?? "", asOf, subject, genotypes, variants,
            j.MapOrNull("coverage", Share) ?? [], assays, j.MapOrNull("facts", Fact)?
                .Where(fact => fact.Value.Length > 0).ToDictionary(StringComparer.Ordinal) ?? [],
            j.MapOrNull("answers", (a, item) => rules.Scores.Any(s => s.Items.Any(i => i.Id == item && i.ComputedFrom is null))
                ? a.Flag(item) : throw a.Wrong($"items of scores that facts do not answer, found '{item}'")) ?? [])
        { States = States(j) ?? [] };
    }

    static CaseSubject Subject(StrictJson j, DateOnly asOf)
    {
        var sex = j.TextOrNull("sex") switch
        {
            null or "unknown" => Sex.Unknown,
            "F" => Sex.F,
            "M" => Sex.M,
            _ => throw j.Wrong("'F', 'M' or 'unknown'", "sex"),
        };
        var (born, year) = (Day(j, "birthDate"), j.WholeNumberOrNull("birthYear"));
        if (born > asOf) throw j.Wrong("a day that is not after asOf", "birthDate");
        if (year > asOf.Year || year < asOf.Year - 130) throw j.Wrong("a year of the last 130", "birthYear");
        if (born is { } date && year is { } told && date.Year != told) throw j.Wrong("the year of birthDate", "birthYear");
        SubjectGroup? group = j.TextOrNull("group") switch
        {
            null => null,
            "case" => SubjectGroup.Case,
            "control" => SubjectGroup.Control,
            "relative" => SubjectGroup.Relative,
            _ => throw j.Wrong("'case', 'control' or 'relative'", "group"),
        };
        return new(sex, born, born?.Year ?? year, group);
    }

    CaseGenotype Genotype(StrictJson j)
    {
        var spot = j.Text("hotSpot");
        if (!panel.GeneOf.ContainsKey(spot)) throw j.Wrong($"one of {string.Join(", ", panel.GeneOf.Keys)}", "hotSpot");
        var status = OneOf(j, "status", Statuses) ?? throw j.Wrong($"one of {string.Join(", ", Statuses)}", "status");
        var copies = j.WholeNumberOrNull("copies");
        var proves = status is "called" or "reference";
        if (copies is < 0 or > LargestCopies || copies is not null && !proves || proves && copies is null
            || status == "reference" && copies != 0)
            throw j.Wrong("0, 1 or 2 of a called hot spot, 0 of reference, and none of any other status", "copies");
        return new(spot, status, copies, Phase(j));
    }

    CaseVariant Variant(StrictJson j)
    {
        var (gene, name) = (j.Text("gene"), j.Text("hgvsC"));
        if (!panel.Genes.Contains(gene)) throw j.Wrong($"one of {string.Join(", ", panel.Genes)}", "gene");
        // Told twice, it would be counted twice.
        if (panel.Of(gene).FirstOrDefault(h => h.Coding == PanelHotSpots.WithoutTranscript(name)) is { } spot)
            throw j.Wrong($"'{spot.Id}' among the genotypes", "hgvsC");
        var copies = j.WholeNumberOrNull("copies");
        if (copies is < 1 or > LargestCopies) throw j.Wrong("1 or 2", "copies");
        return new(gene, name, OneOf(j, "class", Classes), copies, Phase(j));
    }

    CaseAssay Assay(StrictJson j, CaseSubject subject, DateOnly asOf)
    {
        var (analyte, method, unit) = (j.Text("analyte"), j.Text("method"), j.Text("unit"));
        var methods = rules.MethodsOf(analyte);
        if (methods.Count == 0) throw j.Wrong($"one of {string.Join(", ", rules.Analytes)}", "analyte");
        if (rules.Assay(analyte, method) is not { } row) throw j.Wrong($"one of {string.Join(", ", methods)}", "method");
        if (unit != row.Unit && !row.OtherUnits.ContainsKey(unit))
            throw j.Wrong($"one of {string.Join(", ", row.OtherUnits.Keys.Prepend(row.Unit))}", "unit");
        var value = Value(j);
        var (day, drawn) = Draw(j);
        if (day > asOf) throw j.Wrong("a draw that is not after asOf", "drawn");
        if (day is { } at && subject.AgeDays(at) is { Oldest: < 0 }) throw j.Wrong("a draw that is not before birth", "drawn");
        return new(j.TextOrNull("id") ?? "", j.TextOrNull("sample"), analyte, method, value, unit, day, drawn,
            States(j))
        { Held = j.FlagOrNull("held") ?? false };
    }

    List<string>? States(StrictJson j)
    {
        if (j.TextsOrNull("states") is not { } states) return null;
        foreach (var state in states)
            if (state != "none" && !rules.States.Any(s => s.Id == state))
                throw j.Wrong($"'none' or states of {string.Join(", ", rules.States.Select(s => s.Id))}", "states");
        return states is ["none"] ? [] : states.Contains("none") ? throw j.Wrong("'none' alone, or states", "states") : [.. states];
    }

    static Measurement Value(StrictJson j)
    {
        const string Expected = "a number that is not below 0, or a text as '<5'";
        if (j.IsText("value"))
            return Measurement.Read(j.Text("value")) ?? throw j.Wrong(Expected, "value");
        var number = j.DecimalNumber("value");
        return number >= 0 ? Measurement.Of(number) : throw j.Wrong(Expected, "value");
    }

    static (DateOnly?, string?) Draw(StrictJson j)
    {
        if (j.TextOrNull("drawn") is not { } text) return (null, null);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (day, text);
        if (text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            // An offset is where the clock of the site stood. UTC is no site's: its own clock tells the day.
            if (text.EndsWith('Z')) time = TimeZoneInfo.ConvertTime(time, TimeZoneInfo.Local);
            return (DateOnly.FromDateTime(time.DateTime), time.DateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        }
        throw j.Wrong("a day as 2026-03-02, or a day and time as 2026-03-02T08:05+08:00", "drawn");
    }

    double Share(StrictJson j, string gene) =>
        !panel.Genes.Contains(gene) ? throw j.Wrong($"genes of the panel, found '{gene}'")
        : j.Number(gene) is >= 0 and <= 1 and var share ? share : throw j.Wrong("a share from 0 to 1", gene);

    /// <summary>A fact as text; empty for a null one.</summary>
    string Fact(StrictJson j, string id)
    {
        if (!rules.Facts.TryGetValue(id, out var fact)) throw j.Wrong($"facts of the dictionary, found '{id}'");
        var text = fact.Type switch
        {
            FactType.Flag => j.FlagOrNull(id) is { } flag ? flag ? "true" : "false" : "",
            FactType.Number => j.NumberOrNull(id)?.ToString(CultureInfo.InvariantCulture) ?? "",
            FactType.Choice => j.TextOrNull(id) ?? "",
            _ => j.TextsOrNull(id) is { Length: > 0 } members ? string.Join('+', members) : "",
        };
        if (text.Length == 0) return text;
        try { rules.NewFacts().SetText(id, text); }
        catch (ArgumentException) { throw j.Wrong(fact.Expected, id); }
        return text;
    }

    static CasePhase Phase(StrictJson j) => j.TextOrNull("phase") switch
    {
        null or "unknown" => CasePhase.Unknown,
        "cis" => CasePhase.Cis,
        "trans" => CasePhase.Trans,
        "1|0" => CasePhase.First,
        "0|1" => CasePhase.Second,
        _ => throw j.Wrong("'cis', 'trans', 'unknown', '1|0' or '0|1'", "phase"),
    };

    static DateOnly? Day(StrictJson j, string member) => j.TextOrNull(member) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw j.Wrong("a day as 2026-03-02", member);

    static string? OneOf(StrictJson j, string member, string[] values) => j.TextOrNull(member) is not { } text ? null
        : values.Contains(text) ? text : throw j.Wrong($"one of {string.Join(", ", values)}", member);
}
