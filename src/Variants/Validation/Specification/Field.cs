using System.Text;

namespace Thrombophilia.Variants.Validation.Specification;

/// <summary>How many values a field has.</summary>
enum Cardinality
{
    /// <summary>As many as the definition says.</summary>
    Exactly,
    /// <summary>Any number: <c>Number=.</c></summary>
    Any,
    /// <summary>One per ALT allele.</summary>
    A,
    /// <summary>One per allele, REF first.</summary>
    R,
    /// <summary>One per possible genotype.</summary>
    G,
    /// <summary>As A over the sample's local alleles (4.5).</summary>
    LA,
    /// <summary>As R over the sample's local alleles (4.5).</summary>
    LR,
    /// <summary>As G over the sample's local alleles (4.5).</summary>
    LG,
    /// <summary>One per allele of GT (4.4).</summary>
    P,
    /// <summary>One per base that could be modified (4.5).</summary>
    M,
}

/// <summary>The kind of a value.</summary>
enum FieldType
{
    Any,
    Integer,
    Float,
    Flag,
    Character,
    String,
}

/// <summary>What a reserved key's values must be beyond their type.</summary>
enum Domain
{
    None,
    NonNegative,
    Cigar,
    /// <summary>A phred quality: of a probability, and so never below zero.</summary>
    Phred,
    /// <summary>A probability that is not written as a logarithm.</summary>
    Probability,
    /// <summary>A part of all.</summary>
    Fraction,
}

/// <summary>INFO keys which the rules of structural variants read together (VCF 4.4 specification, 3).</summary>
enum Slot
{
    None,
    SVTYPE,
    SVLEN,
    SVCLAIM,
    CIPOS,
    CIEND,
    CILEN,
    CICN,
    MEINFO,
    METRANS,
    RN,
    RUS,
    RUL,
    RUC,
    RB,
    RUB,
    CIRUC,
    CIRB,
}

/// <summary>Number and type of a field, and what they demand.</summary>
/// <param name="Cardinality">The kind of number.</param>
/// <param name="Count">For <see cref="Cardinality.Exactly"/>.</param>
/// <param name="Type">The type; Any where none is demanded.</param>
readonly record struct Shape(Cardinality Cardinality, int Count, FieldType Type)
{
    /// <summary>As a header writes it: <c>1</c>, <c>A</c>, <c>.</c></summary>
    public string Number =>
        Cardinality switch
        {
            Cardinality.Exactly => FormattableString.Invariant($"{Count}"),
            Cardinality.Any => ".",
            _ => Cardinality.ToString()
        };

    /// <summary>
    /// Reads <c>Number</c> and <c>Type</c> as a header writes them; what cannot be read demands nothing.
    /// </summary>
    public static Shape Of(string number, string type) =>
        new(ReadNumber(number, out var count) ?? Cardinality.Any, count,
        Enum.TryParse<FieldType>(type, out var known) && Enum.GetName(known) == type ? known : FieldType.Any);

    /// <summary>Null where the text is not a number of values in any version.</summary>
    public static Cardinality? ReadNumber(string number, out int count)
    {
        count = 0;
        if (number.Length > 0 && number.All(char.IsAsciiDigit))
            return int.TryParse(number, out count) ? Cardinality.Exactly : null;
        return number switch
        {
            "." => Cardinality.Any,
            "A" => Cardinality.A,
            "R" => Cardinality.R,
            "G" => Cardinality.G,
            "LA" => Cardinality.LA,
            "LR" => Cardinality.LR,
            "LG" => Cardinality.LG,
            "P" => Cardinality.P,
            "M" => Cardinality.M,
            _ => null,
        };
    }
}

/// <summary>An INFO or FORMAT key as a file uses it.</summary>
sealed class Field(string column, ReadOnlySpan<byte> key, Shape shape, bool isDeclared, bool isReserved, Domain domain)
{
    public byte[] Key { get; } = key.ToArray();
    /// <summary>For example <c>INFO/AC</c>.</summary>
    public string Column { get; } = $"{column}/{Encoding.UTF8.GetString(key)}";
    public Shape Shape { get; } = shape;
    public bool IsDeclared { get; } = isDeclared;
    /// <summary>The specification defines the key.</summary>
    public bool IsReserved { get; } = isReserved;
    public Domain Domain { get; } = domain;
    /// <summary>The last record in which the key stood: a second time in one is a fault.</summary>
    public long SeenIn { get; set; }
    public bool IsKeyValid { get; init; } = true;
    /// <summary>The key tells how often alleles were seen.</summary>
    public bool IsEvidence { get; } = column == "INFO" && (key.SequenceEqual("AF"u8) || key.SequenceEqual("AC"u8));
    /// <summary>Where the rules of structural variants look for the value.</summary>
    public Slot Slot { get; } =
        column == "INFO" && Enum.TryParse<Slot>(Encoding.UTF8.GetString(key), out var slot) && Enum.IsDefined(slot)
        ? slot : Slot.None;
}
