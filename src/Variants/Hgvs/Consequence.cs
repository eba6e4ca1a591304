namespace Thrombophilia.Variants.Hgvs;

/// <summary>What a variant does, in terms of the Sequence Ontology, the most severe first (the order in which the Ensembl predictor ranks them).</summary>
public enum Consequence
{
    /// <summary>SO:0001893.</summary>
    TranscriptAblation,
    /// <summary>SO:0001574: the last two bases of an intron.</summary>
    SpliceAcceptor,
    /// <summary>SO:0001575: the first two bases of an intron.</summary>
    SpliceDonor,
    /// <summary>SO:0001587.</summary>
    StopGained,
    /// <summary>SO:0001589.</summary>
    Frameshift,
    /// <summary>SO:0001578.</summary>
    StopLost,
    /// <summary>SO:0002012.</summary>
    StartLost,
    /// <summary>SO:0001889.</summary>
    TranscriptAmplification,
    /// <summary>SO:0001907: a duplication or insertion of unwritten bases makes exons more or longer.</summary>
    FeatureElongation,
    /// <summary>SO:0001906: a deletion of unwritten bases takes a part of the exons away.</summary>
    FeatureTruncation,
    /// <summary>SO:0001821.</summary>
    InframeInsertion,
    /// <summary>SO:0001822.</summary>
    InframeDeletion,
    /// <summary>SO:0001583.</summary>
    Missense,
    /// <summary>SO:0001818.</summary>
    ProteinAltering,
    /// <summary>SO:0001630: one to three bases into the exon, three to eight into the intron.</summary>
    SpliceRegion,
    /// <summary>SO:0002019.</summary>
    StartRetained,
    /// <summary>SO:0001567.</summary>
    StopRetained,
    /// <summary>SO:0001819.</summary>
    Synonymous,
    /// <summary>SO:0001580: the coding sequence is changed in a way that cannot be told.</summary>
    CodingSequence,
    /// <summary>SO:0001623.</summary>
    FivePrimeUtr,
    /// <summary>SO:0001624.</summary>
    ThreePrimeUtr,
    /// <summary>SO:0001627.</summary>
    Intron,
    /// <summary>SO:0001631.</summary>
    Upstream,
    /// <summary>SO:0001632.</summary>
    Downstream,
}

/// <summary>Names of the terms.</summary>
static class ConsequenceTerms
{
    static readonly string[] Names =
    [
        "transcript_ablation", "splice_acceptor_variant", "splice_donor_variant", "stop_gained", "frameshift_variant", "stop_lost", "start_lost",
        "transcript_amplification", "feature_elongation", "feature_truncation", "inframe_insertion", "inframe_deletion", "missense_variant", "protein_altering_variant", "splice_region_variant",
        "start_retained_variant", "stop_retained_variant", "synonymous_variant", "coding_sequence_variant", "5_prime_UTR_variant", "3_prime_UTR_variant",
        "intron_variant", "upstream_gene_variant", "downstream_gene_variant",
    ];

    /// <summary>The Sequence Ontology's name.</summary>
    public static string Term(this Consequence consequence) => Names[(int)consequence];

    /// <summary>The terms joined by <c>&amp;</c>, the most severe first.</summary>
    public static string Joined(IEnumerable<Consequence> consequences) => string.Join('&', consequences.Distinct().Order().Select(Term));
}
