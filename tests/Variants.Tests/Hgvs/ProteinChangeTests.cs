using Thrombophilia.Given;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Hgvs;

/// <summary>What becomes of a protein at its stop, and how far it is read behind it.</summary>
public sealed class ProteinChangeTests
{
    static VariantName Name(string gene, string change, Panel? panel = null, string build = "GRCh38") =>
        new(TranscriptChange.Read(new VariantNamer((panel ?? GivenVcf.Panel).On(build)!).On(gene), change)!);

    [Theory]
    [InlineData("PROC", "c.1386del", "p.(Ter462TyrextTer?)", "frameshift_variant&stop_lost")] // TAG C: TAC.
    [InlineData("PROC", "c.1384del", "p.(Ter462SerextTer?)", "frameshift_variant&stop_lost")] // AGC.
    [InlineData("PROC", "c.1383_1384del", "p.(Ter462AlaextTer?)", "frameshift_variant&stop_lost")] // CCA GCG.
    [InlineData("PROC", "c.1384_1386del", "p.(Ter462ArgextTer?)", "stop_lost&inframe_deletion")] // CGA.
    [InlineData("PROC", "c.1384T>C", "p.(Ter462GlnextTer?)", "stop_lost")]
    [InlineData("F2", "c.1868del", "p.(Ter623TrpextTer?)", "frameshift_variant&stop_lost")] // TAG GG: TGG.
    [InlineData("THBD", "c.1728del", "p.(Ter576TrpextTer?)", "frameshift_variant&stop_lost")] // TGA GC: TGG.
    [InlineData("THBD", "c.1726_1728del", "p.(Ter576AlaextTer?)", "stop_lost&inframe_deletion")]
    [InlineData("SERPINC1", "c.1391dup", "p.(Ter465ValextTer?)", "frameshift_variant&stop_lost")]
    [InlineData("SERPINC1", "c.1393_1394del", "p.(Ter465LysextTer?)", "frameshift_variant&stop_lost")] // AAA.
    [InlineData("F5", "c.6673del", "p.(Ter2225ArgextTer?)", "frameshift_variant&stop_lost")] // AGA.
    [InlineData("PROC", "c.1382_1385del", "p.(Pro461ArgfsTer?)", "frameshift_variant&stop_lost")] // The stop's bases too.
    [InlineData("PROC", "c.1384_*1del", "p.(Ter462AspextTer?)", "stop_lost&3_prime_UTR_variant")]
    [InlineData("PROC", "c.1380_*4del", "p.?", "stop_lost&3_prime_UTR_variant")]
    // TAA G: a stop again, if the unconfirmed G is there.
    [InlineData("PROS1", "c.2031del", "p.?", "frameshift_variant&stop_lost")]
    public void A_lost_stop_is_an_extension_and_no_null_variant(string gene, string change, string protein,
        string consequence)
    {
        foreach (var build in (string[])["GRCh37", "GRCh38"])
        {
            var name = Name(gene, change, build: build);
            Assert.Equal((protein, consequence), (name.HgvsP, name.Consequence));
            Assert.Null(NullEffect.Of(name.Effect, 50));
        }
    }

    [Theory]
    [InlineData("F5", "c.6669_6674del", "p.(Ile2223_Tyr2224delinsMetAsn)", "inframe_deletion&stop_retained_variant")]
    public void A_stop_that_the_bases_behind_it_form_again_is_kept(string gene, string change, string protein,
        string consequence)
    {
        var name = Name(gene, change);
        Assert.Equal((protein, consequence), (name.HgvsP, name.Consequence));
    }

    [Theory]
    [InlineData("SERPINC1", "c.1391dup", "p.(Ter465ValextTer18)")] // As published.
    [InlineData("SERPINC1", "c.1377del", "p.(Asn460ThrfsTer20)")] // As published.
    [InlineData("PROC", "c.1384T>C", "p.(Ter462GlnextTer17)")]
    [InlineData("PROS1", "c.2029T>C", "p.(Ter677GlnextTer14)")] // As many as published for another base.
    [InlineData("THBD", "c.1726T>C", "p.(Ter576ArgextTer55)")]
    [InlineData("F5", "c.6673T>C", "p.(Ter2225GlnextTer2)")]
    [InlineData("SERPINC1", "c.1393T>C", "p.(Ter465GlnextTer?)")] // No stop follows in its transcript.
    [InlineData("F2", "c.1867T>C", "p.(Ter623GlnextTer?)")]
    public void With_confirmed_bases_the_new_stop_has_its_number(string gene, string change, string protein)
    {
        Assert.Equal(protein, Name(gene, change, Confirmed.Value).HgvsP);
        Assert.Equal(protein[..protein.LastIndexOf("Ter", StringComparison.Ordinal)] + "Ter?)",
            Name(gene, change).HgvsP);
    }

    [Fact]
    public void Without_the_bases_behind_it_a_deletion_in_the_stop_is_still_no_frameshift_of_it()
    {
        using var knowledge = new GivenKnowledge();
        var panel = Panels.PanelFolder.With(knowledge, "sequence", null);
        var name = Name("PROC", "c.1386del", panel);
        Assert.Equal(("p.?", "frameshift_variant&stop_lost"), (name.HgvsP, name.Consequence));
        Assert.Equal("p.(Ter462GlnextTer?)", Name("PROC", "c.1384T>C", panel).HgvsP);
    }

    /// <summary>The panel with every base of its copy confirmed.</summary>
    static readonly Lazy<Panel> Confirmed = new(() =>
    {
        using var knowledge = new GivenKnowledge();
        var text = knowledge.Text($"{GivenVcf.Panel.Id}/{GivenVcf.Panel.Id}-sequence-1.0.0.json");
        var all = System.Text.RegularExpressions.Regex.Replace(text,
            @"""length"": (\d+),([^\]]*\],\s*""confirmed"": \[)[^\]]*\]", "\"length\": $1,$2\"1-$1\"]");
        var panel = Panels.PanelFolder.With(knowledge, "sequence", all);
        _ = panel.Legacy; // It is read when it is asked for, and the folder is gone by then.
        return panel;
    });
}
