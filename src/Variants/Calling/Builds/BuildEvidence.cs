using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Calling.Builds;

/// <summary>
/// What a file's REF bases say about one build: only positions inside the panel's coding exons have a voice.
/// </summary>
sealed class BuildEvidence(PanelBuild build, bool decides)
{
    // Kept only where the build is asked of them.
    readonly HashSet<(PanelContig, int)>? agreeing = decides ? [] : null;

    /// <summary>Distinct positions that agree; not counted where the header tells the build.</summary>
    public int Agreeing => agreeing?.Count ?? 0;
    /// <summary>Records of which at least one base disagrees.</summary>
    public int DisagreeingRecords { get; private set; }
    /// <summary>Records that were compared.</summary>
    public int ComparedRecords { get; private set; }

    /// <summary>Enough positions agree and none disagrees.</summary>
    public bool Decides => Agreeing >= build.Panel.Thresholds.MinBuildEvidence && DisagreeingRecords == 0;
    /// <summary>More records contradict the build than a variant caller's slips explain.</summary>
    public bool Contradicts => DisagreeingRecords >= build.Panel.Thresholds.MinReferenceMismatches
        && DisagreeingRecords > build.Panel.Thresholds.MaxReferenceMismatchShare * ComparedRecords;

    public void Take(PanelContig contig, int pos, ReadOnlySpan<byte> refBases)
    {
        bool compared = false, disagrees = false;
        for (var i = 0; i < refBases.Length; i++)
        {
            var known = contig.CodingBaseAt(pos + i);
            var given = (byte)(refBases[i] & 0xDF);
            if (known == 0 || given == 'N') continue;
            compared = true;
            if (known != given) disagrees = true;
            else if (agreeing?.Count < 1024) agreeing.Add((contig, pos + i));
        }
        if (compared) ComparedRecords++;
        if (disagrees) DisagreeingRecords++;
    }

    /// <summary>Takes what other records of the file say.</summary>
    public void Add(BuildEvidence other)
    {
        if (agreeing?.Count < 1024) agreeing.UnionWith(other.agreeing!);
        ComparedRecords += other.ComparedRecords;
        DisagreeingRecords += other.DisagreeingRecords;
    }
}
