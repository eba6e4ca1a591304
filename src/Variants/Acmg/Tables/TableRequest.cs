namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>What a table is made of.</summary>
public enum TableSubject
{
    /// <summary>Allele frequencies: gnomAD, 1000 Genomes.</summary>
    Frequency,
    /// <summary>What others assert: ClinVar, ClinGen.</summary>
    KnownVariants,
    /// <summary>Predictions: REVEL, SpliceAI.</summary>
    Scores,
}

/// <summary>A table to make.</summary>
/// <param name="Subject">What it holds.</param>
/// <param name="Sources">Files as they were downloaded.</param>
/// <param name="Build">Id of the build of the table.</param>
public sealed record TableRequest(TableSubject Subject, IReadOnlyList<string> Sources, string Build)
{
    /// <summary>The version that results print; null takes it from the first source.</summary>
    public string? Release { get; init; }
    /// <summary>
    /// Path of a BED file: where the source looked well enough that an allele without a row was seen in nobody. Null
    /// claims it of no place.
    /// </summary>
    public string? Covered { get; init; }
}

/// <summary>A table that was made.</summary>
/// <param name="Text">The whole file.</param>
/// <param name="Kind">Its kind, as the file says.</param>
/// <param name="Version">Its version, as the file says.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="LeftOut">Entries of the sources on genes of the panel that could not be placed on the build.</param>
public sealed record MadeTable(string Text, string Kind, string Version, int Rows, int LeftOut);
