namespace Thrombophilia.Variants.Acmg;

/// <summary>
/// What only the caller can know of a variant: patients, families, assays. Null means that nobody looked; the criterion
/// is then not evaluated.
/// </summary>
public sealed record CallerEvidence
{
    /// <summary>Nobody looked at anything.</summary>
    public static CallerEvidence None { get; } = new();

    /// <summary>
    /// Points of the patients who carry it, halves allowed, as the rule set counts them (PS4). The patient of
    /// <see cref="Phenotype"/> is not among them.
    /// </summary>
    public double? ProbandPoints { get; init; }
    /// <summary>Points of carriers in whom it is new, as the rule set counts them (PS2).</summary>
    public double? DeNovoPoints { get; init; }
    /// <summary>At least one patient has the phenotype as the rule set asks for it (PP4).</summary>
    public bool? Phenotype { get; init; }
    /// <summary>What approved in-vitro assays show (PS3).</summary>
    public FunctionalFinding? Functional { get; init; }
    /// <summary>How often it went with the disease from parent to child (PP1).</summary>
    public Segregation? Segregation { get; init; }
    /// <summary>Affected relatives who do not carry it (BS4).</summary>
    public NonSegregation? NonSegregation { get; init; }
    /// <summary>Carriers with a normal activity (BS2).</summary>
    public NormalCarriers? NormalCarriers { get; init; }
    /// <summary>It lies in cis with another pathogenic variant of the gene, proven by phase (BP2).</summary>
    public bool? InCisWithPathogenic { get; init; }
    /// <summary>
    /// By criterion code: the strength that a published record says of it, for what the caller itself knows nothing of.
    /// </summary>
    public IReadOnlyDictionary<string, Strength> Published { get; init; } = new Dictionary<string, Strength>();
    /// <summary>
    /// By criterion code: the samples, assays or publications that the evidence rests on, in the caller's references.
    /// </summary>
    public IReadOnlyDictionary<string,
        IReadOnlyList<string>> RestsOn
    { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>What in-vitro assays show.</summary>
/// <param name="IsAbnormal">Abnormal activity or antigen.</param>
/// <param name="Strength">How much the assays deserve; a rule set may allow less.</param>
public sealed record FunctionalFinding(bool IsAbnormal, Strength Strength);

/// <summary>Meioses in which the variant went with the disease, and in how many families.</summary>
/// <param name="Meioses">Over all families.</param>
/// <param name="Families">Families that bring at least one.</param>
public sealed record Segregation(int Meioses, int Families);

/// <summary>Affected relatives without the variant.</summary>
/// <param name="Relatives">Most of them in one family.</param>
/// <param name="Families">Families with at least one.</param>
public sealed record NonSegregation(int Relatives, int Families);

/// <summary>Carriers whose activity is normal.</summary>
/// <param name="Heterozygotes">With one copy.</param>
/// <param name="Homozygotes">With two.</param>
public sealed record NormalCarriers(int Heterozygotes, int Homozygotes);
