using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Thrombophilia.Lims.Tests.Clinic.Cases;

/// <summary>A case of the material, written as the input of <c>conclude</c>. What is in words there becomes facts here.</summary>
sealed class ReviewedCase(JsonElement told)
{
    // Variants that the material names by their place, and those of one allele at a hot spot's codon.
    static readonly Dictionary<string, (string Gene, string Name, string Class)> Variants = new()
    {
        ["E15"] = ("SERPINC1", "NM_000488.4:c.1246G>C", "uncertain"),
        ["E16"] = ("SERPINC1", "NM_000488.4:c.1154-14G>A", "pathogenic"),
        ["E17"] = ("SERPINC1", "NM_000488.4:c.89T>A", "pathogenic"),
        ["E22"] = ("PROS1", "NM_000313.4:c.(?_-147)_(*1194_?)del", "pathogenic"),
        ["E32"] = ("F5", "NM_000130.5:c.2573A>G", "benign"),
    };

    readonly Dictionary<string, JsonNode?> facts = [];

    public string Id { get; } = told.GetProperty("id").GetString()!;

    string Clinical(string name) =>
        told.GetProperty("clinical").TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    bool Has(string name, string pattern) => Regex.IsMatch(Clinical(name), pattern);

    public string Json()
    {
        var asOf = AsOf();
        Event(asOf);
        Person(asOf);
        Drugs();
        return new JsonObject
        {
            ["id"] = Id,
            ["asOf"] = asOf.ToString("O", CultureInfo.InvariantCulture),
            ["subject"] = Subject(),
            ["genotypes"] = new JsonArray([.. told.GetProperty("hot_spots").EnumerateObject().Select(Genotype)]),
            ["variants"] = Variants.TryGetValue(Id, out var v)
                ? new JsonArray(new JsonObject { ["gene"] = v.Gene, ["hgvsC"] = v.Name, ["class"] = v.Class, ["copies"] = 1 }) : [],
            ["assays"] = new JsonArray([.. told.GetProperty("assays").EnumerateArray().Select(Assay)]),
            ["facts"] = new JsonObject(facts),
        }.ToJsonString();
    }

    DateOnly AsOf()
    {
        var days = told.GetProperty("assays").EnumerateArray().Select(a => a.GetProperty("drawn").GetString()![..10]).ToList();
        return DateOnly.Parse(days.Max()!, CultureInfo.InvariantCulture).AddDays(5);
    }

    JsonObject Subject()
    {
        var subject = told.GetProperty("subject");
        return new JsonObject
        {
            ["sex"] = subject.GetProperty("sex").GetString(),
            ["birthYear"] = subject.GetProperty("birth_year").GetInt32(),
            ["group"] = subject.GetProperty("group").GetString(),
        };
    }

    static JsonNode Genotype(JsonProperty spot)
    {
        var status = spot.Value.GetProperty("status").GetString()!.Split(' ')[0];
        var read = new JsonObject { ["hotSpot"] = spot.Name, ["status"] = status == "other-allele" ? "called" : status };
        if (status is "called" or "reference" or "other-allele") read["copies"] = spot.Value.GetProperty("copies").GetInt32();
        if (Regex.Match(spot.Value.GetProperty("genotype").GetString() ?? "", @"^(1\|0|0\|1)") is { Success: true } phased)
            read["phase"] = phased.Value;
        return read;
    }

    static JsonNode Assay(JsonElement assay)
    {
        var read = new JsonObject();
        foreach (var name in (string[])["analyte", "method", "value", "unit", "drawn"]) read[name] = assay.GetProperty(name).GetString();
        if (read["drawn"]!.GetValue<string>() is { Length: > 10 } time) read["drawn"] = time + "+08:00";
        if (assay.GetProperty("states") is { ValueKind: JsonValueKind.Array } states && states.GetArrayLength() > 0)
            read["states"] = JsonNode.Parse(states.GetRawText());
        return read;
    }

    static JsonArray Set(IEnumerable<string> members) => new([.. members.Select(m => JsonValue.Create(m))]);

    void Event(DateOnly asOf)
    {
        var happened = Clinical("event");
        var events = new List<string>();
        if (Regex.IsMatch(happened, "^none|purpura")) events.Add("none");
        else
        {
            if (happened.Contains("DVT", StringComparison.Ordinal)) events.Add("dvt-proximal");
            if (Regex.IsMatch(happened, @"\bPE\b")) events.Add("pe");
            if (happened.Contains("CVST", StringComparison.Ordinal)) events.Add("cvt");
            if (Regex.IsMatch(happened, "portal|mesenteric")) events.Add("splanchnic");
        }
        if (events.Count > 0) facts["event"] = Set(events);
        facts["vte_count"] = events is ["none"] ? 0 : Regex.IsMatch(happened, "recurrent|2024, PE") ? 2 : 1;
        if (happened.Contains("purpura", StringComparison.Ordinal)) facts["purpura_fulminans"] = true;
        if (Regex.IsMatch(happened, "mother|brother")) facts["family_vte"] = true;
        var provoked = Clinical("provoked");
        if (provoked == "no") facts["provocation"] = "unprovoked";
        else if (provoked.Contains("major", StringComparison.Ordinal)) facts["provocation"] = "major-transient";
        else if (provoked is "cancer" or "cirrhosis" or "nephrotic") facts["provocation"] = "persistent";
        else if (provoked is not ("-" or "")) facts["provocation"] = "minor-transient";
        if (provoked.Contains("surgery", StringComparison.Ordinal)) facts["provoked_by_surgery"] = true;
        if (provoked == "COC") facts["provoked_by_oestrogen"] = true;
        if (provoked is "pregnancy" or "postpartum") facts["provoked_by_pregnancy"] = true;
        if (events is not ["none"] && Regex.Match(happened, @"(20\d\d)(-\d\d)?(-\d\d)?(?!.*20\d\d)") is { Success: true } day)
        {
            var at = day.Groups[1].Value + (day.Groups[2].Success ? day.Groups[2].Value : "-07")
                + (day.Groups[3].Success ? day.Groups[3].Value : "-01");
            var days = asOf.DayNumber - DateOnly.Parse(at, CultureInfo.InvariantCulture).DayNumber;
            if (days >= 0) (facts["days_since_event"], facts["phase"]) = (days, days < 180 ? "treatment" : "extended");
        }
        if (provoked == "HIT") (facts["hit_status"], facts["platelets_e9_l"], facts["phase"]) = ("acute", 45, "treatment");
    }

    void Person(DateOnly asOf)
    {
        var subject = told.GetProperty("subject");
        if (Has("pregnancy", @"^\d+ weeks")) facts["pregnancy"] = "pregnant";
        else if (subject.GetProperty("sex").GetString() == "F" && asOf.Year - subject.GetProperty("birth_year").GetInt32() >= 12)
            facts["pregnancy"] = "no";
        if (Has("pregnancy", "weeks") && Has("provoked", "COC")) facts["past_vte_kind"] = "unprovoked-or-hormonal";
        if (Has("aps", "^negative")) facts["aps"] = "negative";
        if (Has("aps", "not tested")) facts["aps"] = "not-tested";
        if (Has("cancer", "^no$")) facts["cancer_active"] = false;
        if (Has("cancer", "luminal")) (facts["cancer_active"], facts["cancer_luminal_gi"]) = (true, true);
        if (Regex.Match(Clinical("renal"), @"eGFR (\d+)") is { Success: true } renal)
            facts["crcl_ml_min"] = double.Parse(renal.Groups[1].Value, CultureInfo.InvariantCulture);
        else if (Has("renal", "normal")) facts["crcl_ml_min"] = 95;
        if (Has("liver", "^normal")) (facts["child_pugh"], facts["liver_coagulopathy"]) = ("none", false);
        if (Has("liver", "Child-Pugh B")) facts["child_pugh"] = "B";
        if (Has("bleeding_risk", "^low")) (facts["active_bleeding"], facts["critical_bleed_uncleared"]) = (false, false);
        if (Has("event", "valve")) facts["mechanical_valve"] = true;
        if (Id is "E58" or "E59")
        {
            (facts["family_variant"], facts["family_defect"]) = (Id == "E58" ? "absent" : "not-tested", Set(["pc"]));
            (facts["relative_has_deficiency"], facts["request"], facts["considering_oestrogen"]) = (true, "relative", "coc");
        }
    }

    void Drugs()
    {
        string? drug = Has("drugs", "^none|stopped|paused") ? "none" : Has("drugs", "warfarin INR") ? "vka"
            : Has("drugs", "rivaroxaban|^dabigatran") ? "doac" : Has("drugs", "UFH") ? "ufh" : Has("drugs", "LMWH") ? "lmwh"
            : Has("drugs", "argatroban") ? "dti" : null;
        if (drug is not null) facts["current_drugs"] = Set([drug]);
    }
}
