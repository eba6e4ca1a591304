using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling.Evidence;

/// <summary>Where the genotypes of a record come from, as far as it is told.</summary>
enum Origin
{
    /// <summary>Nothing speaks of imputation.</summary>
    Untold,
    /// <summary>They were filled in from a reference panel.</summary>
    Imputed,
    /// <summary>The marker was typed, in a file whose others were filled in.</summary>
    Typed,
}

/// <summary>
/// Whether a file is what an imputation program writes, and which of its markers were typed (Minimac 3 and 4, Beagle,
/// IMPUTE, GLIMPSE, QUILT, STITCH, PBWT). An imputed genotype is a guess of a reference panel, not a finding.
/// </summary>
sealed class Imputation
{
    static readonly string[] Programs = ["MINIMAC", "IMPUTE", "GLIMPSE", "QUILT", "STITCH", "PBWT"];
    static readonly string[] OwnKeys = ["IMP", "IMPUTED", "DR2", "ER2", "TYPED_ONLY", "RefPanelAF", "INFO_SCORE"];
    static readonly string[] Dosages = ["DS", "GP", "HDS"];
    readonly bool marksImputed, marksTyped;

    public Imputation(VcfHeader header)
    {
        bool Declares(string key) => header.Info.ContainsKey(key);
        // In capitals once: a search that knows no case looks at each letter by itself.
        var source = header.Source.ToUpperInvariant();
        IsOfFile = Array.Exists(Programs, p => source.Contains(p, StringComparison.Ordinal))
            || Array.Exists(OwnKeys, Declares)
            || ((Declares("R2") || Declares("INFO")) && Array.Exists(Dosages, header.Format.ContainsKey));
        marksTyped = Declares("TYPED") || Declares("TYPED_ONLY") || header.Filters.Contains("GENOTYPED");
        marksImputed = Declares("IMP") || Declares("IMPUTED");
    }

    /// <summary>The file is an imputation program's.</summary>
    public bool IsOfFile { get; }

    /// <summary>A filter of such a program that says how a marker was read, not that it failed.</summary>
    public bool IsMark(ReadOnlySpan<byte> filter) =>
        IsOfFile && (filter.SequenceEqual("GENOTYPED"u8) || filter.SequenceEqual("GENOTYPED_ONLY"u8)
            || filter.SequenceEqual("TYPED"u8));

    public Origin Of(VcfRecord record)
    {
        // Nearly every file is none, and nearly every INFO has no such letters.
        var isMarked = record.Info.IndexOf("IMP"u8) >= 0
            && (record.HasInfo("IMP"u8) || record.HasInfo("IMPUTED"u8));
        if (!IsOfFile) return isMarked ? Origin.Imputed : Origin.Untold;
        if (IsMark(record.Filter) || record.HasInfo("TYPED"u8) || record.HasInfo("TYPED_ONLY"u8)) return Origin.Typed;
        if (isMarked) return Origin.Imputed;
        // A program that marks what it imputed, and not what was typed, leaves the typed ones without a mark.
        return marksImputed && !marksTyped ? Origin.Typed : Origin.Imputed;
    }
}
