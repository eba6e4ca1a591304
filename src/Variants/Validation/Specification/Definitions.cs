using System.Text;
using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Variants.Validation.Rules;

namespace Thrombophilia.Variants.Validation.Specification;

/// <summary>A contig as a header declares it, or as records use it.</summary>
sealed class Contig(bool isDeclared, long length)
{
    public bool IsDeclared { get; } = isDeclared;
    /// <summary>In bases; 0 where unknown.</summary>
    public long Length { get; } = length;
    /// <summary>Records of it were met.</summary>
    public bool WasMet { get; set; }
}

/// <summary>What the header defines, and what the records use beyond it.</summary>
sealed class Definitions(SpecVersion version, Report report)
{
    /// <summary>Names kept of what is not declared; beyond them a name is judged as new each time.</summary>
    const int MostUndeclared = 1 << 16;
    readonly Reserved reserved = new(version);
    readonly Dictionary<byte[], Field> info = new(Utf8Keys.Instance), format = new(Utf8Keys.Instance);
    readonly Dictionary<byte[], Contig> contigs = new(Utf8Keys.Instance);
    readonly HashSet<byte[]> filters = new(Utf8Keys.Instance) { "PASS"u8.ToArray() }, alleles = new(Utf8Keys.Instance),
        undeclared = new(Utf8Keys.Instance);
    bool declaresContigs;

    public SpecVersion Version => version;

    /// <summary>What the version says of a key.</summary>
    public (string Number, string Type, Domain Domain)? ReservedFor(bool isInfo, string key) =>
        reserved.Find(isInfo, key);

    /// <summary>Takes a definition; false where the key has one.</summary>
    public bool Declare(bool isInfo, string key, Shape shape)
    {
        var found = reserved.Find(isInfo, key);
        var bytes = Encoding.UTF8.GetBytes(key);
        return (isInfo ? info : format)
            .TryAdd(bytes,
            new Field(isInfo ? "INFO" : "FORMAT", bytes, shape, true, found is not null, found?.Domain ?? Domain.None));
    }

    public bool DeclareContig(string id, long length)
    {
        declaresContigs = true;
        return contigs.TryAdd(Encoding.UTF8.GetBytes(id), new Contig(true, length));
    }

    public bool DeclareFilter(string id) => filters.Add(Encoding.UTF8.GetBytes(id)) || id == "PASS";

    public bool DeclareAllele(string id) => alleles.Add(Encoding.UTF8.GetBytes(id));

    /// <summary>
    /// An INFO key; one that is not declared is told once, and judged as the specification defines it.
    /// </summary>
    public Field Info(ReadOnlySpan<byte> key) =>
        info.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var field) ? field : Undeclared(true, key);

    /// <summary>A FORMAT key, likewise.</summary>
    public Field Format(ReadOnlySpan<byte> key) =>
        format.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var field) ? field
        : Undeclared(false, key);

    /// <summary>The contig of a record; one that is not declared is told once.</summary>
    public Contig Contig(ReadOnlySpan<byte> name)
    {
        var lookup = contigs.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(name, out var contig)) return contig;
        contig = new Contig(false, 0);
        if (contigs.Count < MostUndeclared) contigs.Add(name.ToArray(), contig);
        if (declaresContigs && !(name is [(byte)'<', .., (byte)'>']))
            report.Add(FindingCodes.ContigUndeclared, $"CHROM/{Problems.Excerpt.Text(name)}", "##contig", name);
        return contig;
    }

    /// <summary>Tells a filter that the header does not define.</summary>
    public void UseFilter(ReadOnlySpan<byte> id)
    {
        if (!filters.GetAlternateLookup<ReadOnlySpan<byte>>().Contains(id) && Remember(filters, id))
            report.Add(FindingCodes.FilterUndeclared, $"FILTER/{Problems.Excerpt.Text(id)}", "##FILTER", id);
    }

    /// <summary>Tells a symbolic allele that the header does not define.</summary>
    public void UseAllele(ReadOnlySpan<byte> id)
    {
        if (!alleles.GetAlternateLookup<ReadOnlySpan<byte>>().Contains(id) && Remember(alleles, id))
            report.Add(FindingCodes.AltUndeclared, $"ALT/{Problems.Excerpt.Text(id)}", "##ALT", id);
    }

    bool Remember(HashSet<byte[]> known, ReadOnlySpan<byte> name)
    {
        if (undeclared.Count >= MostUndeclared) return true;
        undeclared.Add(name.ToArray());
        return known.Add(name.ToArray());
    }

    Field Undeclared(bool isInfo, ReadOnlySpan<byte> key)
    {
        var found = reserved.Find(isInfo, Encoding.UTF8.GetString(key));
        var field = new Field(isInfo ? "INFO" : "FORMAT", key,
            found is { } f ? Shape.Of(f.Number, f.Type) : new Shape(Cardinality.Any, 0, FieldType.Any), false,
                found is not null, found?.Domain ?? Domain.None)
        {
            IsKeyValid = isInfo ? InfoRules.IsKey(key, version) : true,
        };
        var fields = isInfo ? info : format;
        if (fields.Count < MostUndeclared) fields.Add(field.Key, field);
        if (field.IsKeyValid)
            report.Add(isInfo ? FindingCodes.InfoUndeclared : FindingCodes.FormatUndeclared, field.Column,
                isInfo ? "##INFO" : "##FORMAT", key);
        return field;
    }
}
