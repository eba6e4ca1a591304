using Thrombophilia.Variants.Alleles;

namespace Thrombophilia.Variants.Calling.HotSpots;

/// <summary>What the columns of a row show of the record that decided it.</summary>
/// <param name="Genotype">GT as the file has it.</param>
/// <param name="Depth">Reads.</param>
/// <param name="Quality">Phred.</param>
/// <param name="Balance">Share of the reads that show the counted allele.</param>
/// <param name="Filter">FILTER, with a failing FT.</param>
/// <param name="Limits">Notes on what could not be judged.</param>
/// <param name="Phase">Where the counted allele lies.</param>
/// <param name="Rank">What has more to say goes before what has less.</param>
sealed record ShownRecord(string Genotype, int? Depth, double? Quality, double? Balance, string Filter,
    IReadOnlyList<string> Limits, Phase Phase, int Rank);

/// <summary>
/// An allele that the sample carries, how often, and the record that says so; null where it was concluded from
/// <c>*</c>.
/// </summary>
/// <param name="Allele">Null for <c>*</c> and for a lost stretch.</param>
/// <param name="Effect">What it leaves at the site.</param>
/// <param name="Copies">How often.</param>
/// <param name="From">The record.</param>
/// <param name="IsLoss">The site lies in a stretch that a structural record tells to be lost.</param>
sealed record SiteAllele(Allele? Allele, SiteEffect Effect, int Copies, SiteRecord? From, bool IsLoss = false);

/// <summary>Alleles that a record leaves open.</summary>
sealed record SiteGap(SiteRecord Record, int Missing, int Reference);

/// <summary>
/// Bases from <paramref name="Start"/> to <paramref name="End"/>, both included, of which the reference was seen.
/// </summary>
/// <param name="Start">1-based.</param>
/// <param name="End">1-based.</param>
/// <param name="Statement">A block says so, not a record of single bases.</param>
sealed record Stretch(int Start, int End, bool Statement = false);
