using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Lims.Clinic.Evidence;

/// <summary>What the files prove of a hot spot together.</summary>
public enum SiteProof
{
    /// <summary>Every allele is known.</summary>
    Proven,
    /// <summary>A record speaks of the site and proves nothing: low quality, filtered, one allele open, and so on.</summary>
    NotProven,
    /// <summary>Files exclude each other.</summary>
    Contradicted,
    /// <summary>Nothing in the files proves anything about the site.</summary>
    NotCovered,
}

/// <summary>A hot spot and its proof.</summary>
/// <param name="Id">The panel's id.</param>
/// <param name="Display">For people: the id with the names in brackets.</param>
/// <param name="Place">1-based position on the build.</param>
/// <param name="Proof">What the files prove.</param>
/// <param name="Copies">Copies of the counted allele; null where they are not proven.</param>
/// <param name="Status">Why it is not proven; null where it is, and where no file was read.</param>
/// <param name="Depth">Reads in the file that decides; null where it does not tell.</param>
public sealed record SpotCoverage(string Id, string Display, int Place, SiteProof Proof, int? Copies, CallStatus? Status, int? Depth);

/// <summary>A stretch of a chromosome, 1-based and inclusive.</summary>
/// <param name="Start">First base.</param>
/// <param name="End">Last base.</param>
public sealed record Stretch(int Start, int End);

/// <summary>An exon, and which of its coding bases are not proven.</summary>
/// <param name="Number">Its number in the transcript.</param>
/// <param name="Start">First base on the build's forward strand.</param>
/// <param name="End">Last base.</param>
/// <param name="Coding">Its coding part; null for none.</param>
/// <param name="Gaps">Coding bases that nothing proves; null where nobody knows: the records store hot spots alone.</param>
public sealed record ExonCoverage(int Number, int Start, int End, Stretch? Coding, IReadOnlyList<Stretch>? Gaps)
{
    /// <summary>Every coding base is known to be proven. False where nobody knows.</summary>
    public bool IsProven => Coding is not null && Gaps is { Count: 0 };
}

/// <summary>How much of a gene the files of a person prove.</summary>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="Transcript">MANE Select transcript with version; null for a gene of which the panel has hot spots alone.</param>
/// <param name="Build">The build of the coordinates.</param>
/// <param name="Forward">The transcript reads the forward strand.</param>
/// <param name="Exons">In the order of the transcript.</param>
/// <param name="Spots">Its hot spots, by position.</param>
public sealed record GeneCoverage(string Gene, string? Transcript, string Build, bool Forward, IReadOnlyList<ExonCoverage> Exons,
    IReadOnlyList<SpotCoverage> Spots)
{
    /// <summary>Hot spots that are not proven.</summary>
    public IEnumerable<SpotCoverage> Open => Spots.Where(s => s.Proof != SiteProof.Proven);

    /// <summary>Somebody has measured how much of its coding bases is proven.</summary>
    public bool IsMeasured => Exons.Any(e => e.Gaps is not null);

    /// <summary>The genes of the panel on a build. What lies between hot spots is unknown.</summary>
    internal static IReadOnlyList<GeneCoverage> Of(Panel panel, string build, Genotypes genotypes)
    {
        var places = panel.HotSpots.ToDictionary(h => h.Id, h => h.Places.FirstOrDefault(p => p.Build == build), StringComparer.Ordinal);
        var spots = genotypes.HotSpots.Where(h => places[h.HotSpot.Id] is not null)
            .ToLookup(h => h.HotSpot.Gene, h => SpotOf(h, places[h.HotSpot.Id]!));
        return [.. panel.Genes.Select(g => new GeneCoverage(g.Symbol, g.Transcript, build, g.Forward,
                [.. g.Exons(build).Select(e => new ExonCoverage(e.Number, e.Start, e.End,
                    e is { CodingStart: { } start, CodingEnd: { } end } ? new(start, end) : null, null))], Sorted(spots[g.Symbol]))),
            .. spots.Where(s => !panel.Genes.Any(g => g.Symbol == s.Key))
                .Select(s => new GeneCoverage(s.Key, null, build, true, [], Sorted(s)))];

        static IReadOnlyList<SpotCoverage> Sorted(IEnumerable<SpotCoverage> some) => [.. some.OrderBy(s => s.Place)];
    }

    static SpotCoverage SpotOf(HotSpotGenotype spot, HotSpotPlace place)
    {
        var proof = spot.Standing switch
        {
            GenotypeState.Reference or GenotypeState.Carried or GenotypeState.OtherAllele => SiteProof.Proven,
            GenotypeState.Discordant => SiteProof.Contradicted,
            GenotypeState.AtLeastOne => SiteProof.NotProven,
            _ => spot.Basis.All(f => f.Call.Status == CallStatus.NotCovered) ? SiteProof.NotCovered : SiteProof.NotProven,
        };
        var told = proof is SiteProof.Proven or SiteProof.Contradicted ? spot.Basis
            : [.. spot.Basis.OrderBy(f => f.Call.Status == CallStatus.NotCovered)];
        var call = told.Count == 0 ? null : told[0].Call;
        return new(spot.HotSpot.Id, spot.HotSpot.Display, place.Pos, proof, spot.Copies,
            proof == SiteProof.Proven ? null : call?.Status, call?.Depth);
    }
}
