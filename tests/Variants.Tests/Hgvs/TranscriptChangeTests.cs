using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Hgvs;
using Xunit;

namespace Thrombophilia.Variants.Tests.Hgvs;

/// <summary>Where a change lies that could lie in several places, outside the coding sequence too.</summary>
public sealed class TranscriptChangeTests
{
    [Theory]
    [InlineData("PROC", "c.678del", "c.678del", "frameshift_variant&splice_region_variant")] // G|gt: no c.678+1del.
    [InlineData("PROC", "c.678+1del", "c.678del", "frameshift_variant&splice_region_variant")]
    [InlineData("PROC", "c.70+1dup", "c.70dup", "frameshift_variant&splice_region_variant")]
    [InlineData("PROC", "c.-22+4_-22+5del", "c.-22+4_-22+5del", "splice_region_variant&intron_variant")]
    [InlineData("PROC", "c.70_70+3del", "c.70_70+3del", "splice_donor_variant&coding_sequence_variant")]
    [InlineData("PROC", "c.70+3del", "c.70+4del", "splice_region_variant&intron_variant")] // gtaagg.
    [InlineData("PROC", "c.237+1_237+2insT", "c.237+2dup", "splice_region_variant&intron_variant")]
    [InlineData("SERPINC1", "c.1153+1dup", "c.1153dup", "frameshift_variant&splice_region_variant")]
    [InlineData("F5", "c.1118+1del", "c.1118+1del", "splice_donor_variant")] // A|gt.
    [InlineData("F5", "c.1611+1del", "c.1611del", "frameshift_variant&splice_region_variant")] // G|gt.
    [InlineData("PROC", "c.238-1_238del", "c.238-1_238del", "splice_acceptor_variant&coding_sequence_variant")]
    [InlineData("F2", "c.1869del", "c.*4del", "3_prime_UTR_variant")] // TAG GGGG.
    [InlineData("F2", "c.*98del", "c.*98del", "3_prime_UTR_variant")] // The last base of the transcript.
    public void An_indel_is_named_and_judged_on_the_real_sequence_and_does_not_leave_an_exon(string gene, string written,
        string name, string consequence)
    {
        foreach (var build in GivenVcf.Panel.Builds)
        {
            var namer = new VariantNamer(build);
            var read = TranscriptChange.Read(namer.On(gene), written)!;
            var (pos, was, @is) = read.Transcript.Gene.Forward ? (read.First, read.Deleted, read.Inserted)
                : (-read.Last, Bases.ReverseComplement(read.Deleted), Bases.ReverseComplement(read.Inserted));
            var allele = Allele.Normalise(build.On(read.Transcript.Gene.Chrom)!, pos, Encoding.ASCII.GetBytes(was),
                Encoding.ASCII.GetBytes(@is));
            foreach (var told in (VariantName[])[new(read), namer.Name(gene, allele.Pos, allele.Ref, allele.Alt)!])
                Assert.Equal((name, consequence, true),
                    (told.HgvsC.Split(':')[1], told.Consequence, told.Notes.IsEmpty));
        }
    }
}
