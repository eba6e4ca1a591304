using System.Text.Json;
using System.Text.Json.Serialization;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Lims.Clinic.Classifications;

/// <summary>One criterion of a classification, as it was judged.</summary>
/// <param name="Code">For example <c>PM2</c>.</param>
/// <param name="State">What became of it.</param>
/// <param name="Strength">At which strength it is met; null unless it is.</param>
/// <param name="Missing">What is missing; null unless it was not evaluated.</param>
/// <param name="Reason">Why it is judged otherwise than the rules say; null where it is as they say.</param>
public sealed record ClassifiedCriterion(string Code, CriterionState State, Strength? Strength, string? Missing, string? Reason);

/// <summary>What the rules said by themselves when a classification was proposed.</summary>
/// <param name="Class">Code of the class; null where they said nothing.</param>
/// <param name="Criteria">The criteria as rows write them; null as above.</param>
/// <param name="Set">Id, version and SHA-256 of the rule set.</param>
/// <param name="Panel">Id and version of the panel.</param>
sealed record RulesThen(string? Class, string? Criteria, (string Id, string Version, string Sha256) Set, (string Id, string Version) Panel);

/// <summary>
/// One version of the classification of a variant, as a person proposed it. It belongs to no site: a variant is the same
/// everywhere. Never changed. It is in force when another person confirmed it and nobody confirmed a newer version.
/// </summary>
public sealed class VariantClassification
{
    static readonly JsonSerializerOptions Plain = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    VariantClassification() { }

    internal VariantClassification(string code, int version, VariantKey key, VariantPlace place, bool asRules, string @class,
        string criteria, int? points, IReadOnlyList<ClassifiedCriterion> judged, string reason, string? evidence, RulesThen rules,
        string by, DateTimeOffset at)
    {
        (Code, Version, Gene, Name) = (code, version, key.Gene, key.Name);
        (Build, Chrom, Pos, Ref, Alt) = place;
        (AsRules, Class, Criteria, Points, Judged, Reason, Evidence) =
            (asRules, @class, criteria, points, JsonSerializer.Serialize(judged, Plain), reason, evidence);
        (RulesClass, RulesCriteria) = (rules.Class, rules.Criteria);
        (RulesId, RulesVersion, RulesSha256) = rules.Set;
        (PanelId, PanelVersion) = rules.Panel;
        (SoftwareVersion, By, At) = (Software.Version, by, Moment.Of(at));
    }

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>The code of the variant's classification, the same in every version: <c>CL-00001</c>.</summary>
    public string Code { get; private set; } = "";
    /// <summary>1, 2, ... of the variant.</summary>
    public int Version { get; private set; }
    /// <inheritdoc cref="VariantKey.Gene"/>
    public string Gene { get; private set; } = "";
    /// <inheritdoc cref="VariantKey.Name"/>
    public string Name { get; private set; } = "";
    /// <inheritdoc cref="VariantPlace.Build"/>
    public string Build { get; private set; } = "";
    /// <inheritdoc cref="VariantPlace.Chrom"/>
    public string Chrom { get; private set; } = "";
    /// <inheritdoc cref="VariantPlace.Pos"/>
    public int Pos { get; private set; }
    /// <inheritdoc cref="VariantPlace.Ref"/>
    public string Ref { get; private set; } = "";
    /// <inheritdoc cref="VariantPlace.Alt"/>
    public string Alt { get; private set; } = "";
    /// <summary>It takes back what was in force: the class is again what the rules say of each file.</summary>
    public bool AsRules { get; private set; }
    /// <summary>Code of the class that the criteria make; <c>none</c> where the rules say nothing and this is as they say.</summary>
    public string Class { get; private set; } = "";
    /// <summary>The criteria as rows write them.</summary>
    public string Criteria { get; private set; } = "";
    /// <summary>Points of the criteria; null where none were added up.</summary>
    public int? Points { get; private set; }
    /// <summary>Every criterion, JSON.</summary>
    public string Judged { get; private set; } = "";
    /// <summary>Why the variant is classified so.</summary>
    public string Reason { get; private set; } = "";
    /// <summary>What it rests on: publications, persons, assays; null where nothing was named.</summary>
    public string? Evidence { get; private set; }
    /// <summary>Code of the class that the rules said by themselves then; null where they said nothing.</summary>
    public string? RulesClass { get; private set; }
    /// <summary>The criteria as they said by themselves then; null as above.</summary>
    public string? RulesCriteria { get; private set; }
    /// <summary>The rule set.</summary>
    public string RulesId { get; private set; } = "";
    /// <summary>Its version.</summary>
    public string RulesVersion { get; private set; } = "";
    /// <summary>SHA-256 of its file.</summary>
    public string RulesSha256 { get; private set; } = "";
    /// <summary>The panel.</summary>
    public string PanelId { get; private set; } = "";
    /// <summary>Its version.</summary>
    public string PanelVersion { get; private set; } = "";
    /// <summary>Version of the software.</summary>
    public string SoftwareVersion { get; private set; } = "";
    /// <summary>Who proposed it.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }

    /// <summary>The variant.</summary>
    public VariantKey Key => new(Gene, Name);

    /// <summary>Where it lies.</summary>
    public VariantPlace Place => new(Build, Chrom, Pos, Ref, Alt);

    /// <summary>Code and version, as conclusions name it: <c>CL-00001@2</c>.</summary>
    public string Reference => FormattableString.Invariant($"{Code}@{Version}");

    /// <summary>Every criterion as it was judged.</summary>
    public IReadOnlyList<ClassifiedCriterion> JudgedCriteria() => JsonSerializer.Deserialize<List<ClassifiedCriterion>>(Judged, Plain)!;
}

/// <summary>What another person says of a proposed classification.</summary>
public enum ClassificationVerdict
{
    /// <summary>It is right, and in force from now on.</summary>
    Confirmed,
    /// <summary>It is not taken.</summary>
    Declined,
}

/// <summary>The decision of another person on a proposed classification. Never changed.</summary>
public sealed class ClassificationDecision
{
    ClassificationDecision() { }

    internal ClassificationDecision(int classificationId, ClassificationVerdict verdict, string? reason, string by, DateTimeOffset at) =>
        (ClassificationId, Verdict, Reason, By, At) = (classificationId, verdict, reason, by, Moment.Of(at));

    /// <summary>Internal key; the newest decision has the greatest.</summary>
    public int Id { get; private set; }
    /// <summary>Stable, and never given twice.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>The classification.</summary>
    public int ClassificationId { get; private set; }
    /// <summary>What was decided.</summary>
    public ClassificationVerdict Verdict { get; private set; }
    /// <summary>Why; null where a confirmation needed none.</summary>
    public string? Reason { get; private set; }
    /// <summary>Who decided.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }
}
