using System.Collections.Concurrent;

namespace Thrombophilia.Variants.Hgvs;

/// <summary>
/// What a variant does, in terms of the Sequence Ontology, the most severe first (the order in which the Ensembl
/// predictor ranks them).
/// </summary>
[Flags]
enum Consequences
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>SO:0001893.</summary>
    TranscriptAblation = 1 << 0,
    /// <summary>SO:0001574: the last two bases of an intron.</summary>
    SpliceAcceptor = 1 << 1,
    /// <summary>SO:0001575: the first two bases of an intron.</summary>
    SpliceDonor = 1 << 2,
    /// <summary>SO:0001587.</summary>
    StopGained = 1 << 3,
    /// <summary>SO:0001589.</summary>
    Frameshift = 1 << 4,
    /// <summary>SO:0001578.</summary>
    StopLost = 1 << 5,
    /// <summary>SO:0002012.</summary>
    StartLost = 1 << 6,
    /// <summary>SO:0001889.</summary>
    TranscriptAmplification = 1 << 7,
    /// <summary>SO:0001907: a duplication or insertion of unwritten bases makes exons more or longer.</summary>
    FeatureElongation = 1 << 8,
    /// <summary>SO:0001906: a deletion of unwritten bases takes a part of the exons away.</summary>
    FeatureTruncation = 1 << 9,
    /// <summary>SO:0001821.</summary>
    InframeInsertion = 1 << 10,
    /// <summary>SO:0001822.</summary>
    InframeDeletion = 1 << 11,
    /// <summary>SO:0001583.</summary>
    Missense = 1 << 12,
    /// <summary>SO:0001818.</summary>
    ProteinAltering = 1 << 13,
    /// <summary>SO:0001630: one to three bases into the exon, three to eight into the intron.</summary>
    SpliceRegion = 1 << 14,
    /// <summary>SO:0002019.</summary>
    StartRetained = 1 << 15,
    /// <summary>SO:0001567.</summary>
    StopRetained = 1 << 16,
    /// <summary>SO:0001819.</summary>
    Synonymous = 1 << 17,
    /// <summary>SO:0001580: the coding sequence is changed in a way that cannot be told.</summary>
    CodingSequence = 1 << 18,
    /// <summary>SO:0001623.</summary>
    FivePrimeUtr = 1 << 19,
    /// <summary>SO:0001624.</summary>
    ThreePrimeUtr = 1 << 20,
    /// <summary>SO:0001627.</summary>
    Intron = 1 << 21,
    /// <summary>SO:0001631.</summary>
    Upstream = 1 << 22,
    /// <summary>SO:0001632.</summary>
    Downstream = 1 << 23,
}

/// <summary>Names of the terms.</summary>
static class ConsequenceTerms
{
    // In the order of the bits.
    static readonly string[] Names =
    [
        "transcript_ablation", "splice_acceptor_variant", "splice_donor_variant", "stop_gained", "frameshift_variant",
            "stop_lost", "start_lost",
        "transcript_amplification", "feature_elongation", "feature_truncation", "inframe_insertion", "inframe_deletion",
            "missense_variant", "protein_altering_variant", "splice_region_variant",
        "start_retained_variant", "stop_retained_variant", "synonymous_variant", "coding_sequence_variant",
            "5_prime_UTR_variant", "3_prime_UTR_variant",
        "intron_variant", "upstream_gene_variant", "downstream_gene_variant",
    ];
    static readonly ConcurrentDictionary<Consequences, string> Known = [];

    /// <summary>Any of the terms is among them.</summary>
    public static bool HasAny(this Consequences terms, Consequences any) => (terms & any) != 0;

    /// <summary>The Sequence Ontology's names joined by <c>&amp;</c>, the most severe first; null for none.</summary>
    public static string? Joined(this Consequences terms) => terms == Consequences.None ? null
        : Known.GetOrAdd(terms,
        static all =>
            string.Join('&',
            Enumerable.Range(0, Names.Length).Where(bit => ((int)all >> bit & 1) != 0).Select(bit => Names[bit])));
}
