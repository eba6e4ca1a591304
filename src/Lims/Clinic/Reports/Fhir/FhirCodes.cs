using Hl7.Fhir.Model;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>The codes, units, systems and profiles of FHIR resources: the one table behind every mapping.</summary>
public sealed class FhirCodes
{
    const string Sourced = "sourced";

    readonly Dictionary<string, CodeRow> codes;
    readonly Dictionary<string, string> systems, units;
    readonly Dictionary<string, ConditionRow> conditions;
    readonly string canonical, guideVersion;
    readonly ClinicalRules rules;

    FhirCodes(KnowledgeFile file, ClinicalRules rules)
    {
        (File, this.rules) = (file, rules);
        var content = file.Read(j =>
        {
            (_, _, _, _) = (j.Text("id"), j.Text("version"), j.Text("title"), j.Text("note"));
            var sources = j.List("sources", Source.Of).Select(s => s.Id).ToHashSet();
            var guide = j.Part("guide", g => new GuideRow(g.Text("canonical"), g.Text("version"), g.Texts("sources")));
            var read = new Content(guide,
                j.List("systems", s => new SystemRow(s.Text("key"), s.Text("uri"))),
                j.List("codes", c => new CodeRow(c.Text("key"), c.Text("system"), c.Text("code"), c.Text("display"),
                    c.Text("confidence"), c.Texts("sources"))),
                j.List("units", u => new UnitRow(u.Text("unit"), u.Text("ucum"), u.Text("confidence"), u.Texts("sources"))),
                j.List("conditions", c => new ConditionRow(c.Text("gene"), c.Text("text"), c.TextOrNull("system"),
                    c.TextOrNull("code"), c.Text("confidence"), c.Texts("sources"))));
            file.Demand(read.Sources.All(sources.Contains), "expected sources that the file lists");
            return read;
        });
        (canonical, guideVersion) = (content.Guide.Canonical, content.Guide.Version);
        systems = content.Systems.ToDictionary(s => s.Key, s => s.Uri, StringComparer.Ordinal);
        codes = content.Codes.ToDictionary(c => c.Key, StringComparer.Ordinal);
        units = content.Units.ToDictionary(u => u.Unit, u => u.Ucum, StringComparer.Ordinal);
        conditions = content.Conditions.ToDictionary(c => c.Gene, StringComparer.Ordinal);
    }

    /// <summary>The file that it was read from.</summary>
    public KnowledgeFile File { get; }

    /// <summary>Reads the table in force.</summary>
    /// <exception cref="InvalidDataException">It is missing or wrong.</exception>
    public static FhirCodes Load(KnowledgeFolder knowledge, ClinicalRules rules)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        return new(knowledge.Demand("exchange", "fhir-codes"), rules);
    }

    /// <summary>The canonical address of a profile of the guide, with the version that is claimed.</summary>
    internal string Profile(string name) => $"{canonical}/StructureDefinition/{name}|{guideVersion}";

    /// <summary>The address of an extension of the guide.</summary>
    internal string Extension(string name) => $"{canonical}/StructureDefinition/{name}";

    /// <summary>The claim of a resource.</summary>
    internal Meta Claim(string profile) => new() { Profile = [Profile(profile)] };

    /// <summary>A system by its key.</summary>
    internal string System(string key) => systems[key];

    /// <summary>A code by its key.</summary>
    internal Coding Coding(string key) => codes[key] is var c ? new(c.System, c.Code, c.Display) : throw new InvalidOperationException();

    /// <summary>A concept of a code by its key, with the words of the report.</summary>
    internal CodeableConcept Concept(string key, string? text = null) => new() { Coding = [Coding(key)], Text = text };

    /// <summary>There is a code of this key.</summary>
    internal bool Has(string key) => codes.ContainsKey(key);

    /// <summary>A value with its unit, in UCUM where the table knows it.</summary>
    internal Quantity Quantity(decimal value, string unit) => units.TryGetValue(unit, out var ucum)
        ? new() { Value = value, Unit = unit, System = System("ucum"), Code = ucum } : new() { Value = value, Unit = unit };

    /// <summary>
    /// The name of an assay: the local code, and LOINC where a source confirms it. A wrong code of a test is worse than none.
    /// </summary>
    internal CodeableConcept Assay(ReportAssay assay, string name)
    {
        var concept = new CodeableConcept(System("assay"), $"{assay.Analyte}/{assay.Method}", name, name);
        if (rules.Assay(assay.Analyte, assay.Method) is { Loinc.Length: > 0, LoincConfidence: Confidence.Sourced } row)
            concept.Coding.Add(new(System("loinc"), row.Loinc));
        return concept;
    }

    /// <summary>The disease of a gene; null for a gene of none.</summary>
    internal CodeableConcept? ConditionOf(string gene) => conditions.GetValueOrDefault(gene) is not { } c ? null
        : c is { System: { } system, Code: { } code, Confidence: Sourced } ? new(system, code, c.Text, c.Text) : new() { Text = c.Text };

    sealed record Content(GuideRow Guide, IReadOnlyList<SystemRow> Systems, IReadOnlyList<CodeRow> Codes,
        IReadOnlyList<UnitRow> Units, IReadOnlyList<ConditionRow> Conditions)
    {
        public IEnumerable<string> Sources => Guide.Sources.Concat(Codes.SelectMany(c => c.Sources))
            .Concat(Units.SelectMany(u => u.Sources)).Concat(Conditions.SelectMany(c => c.Sources));
    }

    sealed record GuideRow(string Canonical, string Version, IReadOnlyList<string> Sources);

    sealed record SystemRow(string Key, string Uri);

    sealed record CodeRow(string Key, string System, string Code, string Display, string Confidence, IReadOnlyList<string> Sources);

    sealed record UnitRow(string Unit, string Ucum, string Confidence, IReadOnlyList<string> Sources);

    sealed record ConditionRow(string Gene, string Text, string? System, string? Code, string Confidence, IReadOnlyList<string> Sources);
}
