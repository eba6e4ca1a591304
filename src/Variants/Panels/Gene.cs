namespace Thrombophilia.Variants.Panels;

/// <summary>A panel gene with its MANE Select transcript.</summary>
public sealed class Gene
{
    readonly GeneJson json;
    readonly Dictionary<string, IReadOnlyList<Exon>> exons;

    internal Gene(GeneJson json, TranscriptJson transcript)
    {
        this.json = json;
        exons = transcript.Builds.ToDictionary(b => b.Build, b => b.Exons, StringComparer.Ordinal);
        Coding = string.Concat(transcript.Coding);
    }

    /// <summary>HGNC symbol.</summary>
    public string Symbol => json.Symbol;
    /// <summary>HGNC id.</summary>
    public string HgncId => json.HgncId;
    /// <summary>Chromosome without <c>chr</c>.</summary>
    public string Chrom => json.Chrom;
    /// <summary>True when the transcript reads the forward strand.</summary>
    public bool Forward => json.Strand == "+";
    /// <summary>MANE Select transcript with version.</summary>
    public string Transcript => json.Transcript;
    /// <summary>Coding sequence of the transcript, c.1 to the stop, on the transcript's strand.</summary>
    public string Coding { get; }

    /// <summary>Exons on a build in the order of the transcript.</summary>
    public IReadOnlyList<Exon> Exons(string build) => exons[build];

    /// <summary>First and last base of the transcript on a build, 1-based and inclusive.</summary>
    public (int Start, int End) Bounds(string build)
    {
        var bounds = json.Bounds.First(b => b.Build == build);
        return (bounds.Start, bounds.End);
    }

    /// <summary>The coding bases of each exon on a build's forward strand, as the transcript reads them.</summary>
    internal IEnumerable<KnownSegment> CodingSegments(string build)
    {
        var taken = 0;
        foreach (var exon in exons[build])
        {
            if (exon is not { CodingStart: { } start, CodingEnd: { } end }) continue;
            var length = end - start + 1;
            var bases = new byte[length];
            for (var i = 0; i < length; i++)
                if (Forward) bases[i] = (byte)Coding[taken + i];
                else bases[length - 1 - i] = Complement(Coding[taken + i]);
            taken += length;
            yield return new KnownSegment(start, bases, Coding: true);
        }
        if (taken != Coding.Length)
            throw new InvalidDataException(
                $"{Symbol} on {build}: exons hold {taken} coding bases, the coding sequence has {Coding.Length}.");
    }

    static byte Complement(char b) =>
        b switch
        {
            'A' => (byte)'T',
            'C' => (byte)'G',
            'G' => (byte)'C',
            'T' => (byte)'A',
            _ => throw new InvalidDataException($"Base '{b}'.")
        };
}
