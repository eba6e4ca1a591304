using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Tests.Decisions;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Cases;

public sealed class CaseJsonTests
{
    static string Refusal(string json) => Assert.Throws<InvalidDataException>(() => GivenCases.Read(json)).Message;

    static string Assay(string member) =>
        "{'assays':[{'analyte':'PC','method':'chromogenic','unit':'U/dL','value':50,MEMBER}]}".Replace("MEMBER", member,
            StringComparison.Ordinal);

    static string Changed(string member, string to) =>
        "{'assays':[{'analyte':'PC','method':'chromogenic','unit':'U/dL','value':50}]}".Replace(member, to,
            StringComparison.Ordinal);

    static void Refused(string json, string place, string expected)
    {
        var told = Refusal(json);
        Assert.StartsWith($"case.json{place}", told, StringComparison.Ordinal);
        Assert.Contains(expected, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'name':'A'}", "name")]
    [InlineData("{'subject':{'age':40}}", "age")]
    [InlineData("{'genotypes':[{'hotSpot':'F5-Leiden','status':'called','copies':1,'gt':'0/1'}]}", "gt")]
    [InlineData("{'variants':[{'gene':'PROC','hgvsC':'c.1A>G','hgvsP':'p.X'}]}", "hgvsP")]
    [InlineData("{'assays':[{'analyte':'PC','method':'chromogenic','unit':'U/dL','value':50,'state':[]}]}", "state")]
    public void An_unknown_member_is_refused_by_its_name(string json, string name) =>
        Assert.Contains($"'{name}'", Refusal(json), StringComparison.Ordinal);

    [Fact]
    public void A_hot_spot_that_the_panel_does_not_know_is_refused() =>
        Refused("{'genotypes':[{'hotSpot':'F5-R506Q','status':'called','copies':1}]}", ".genotypes[0]", "F5-Leiden");

    [Fact]
    public void A_status_that_call_does_not_write_is_refused() =>
        Refused("{'genotypes':[{'hotSpot':'F5-Leiden','status':'absent'}]}", ".genotypes[0]", "not-covered");

    [Fact]
    public void A_hot_spot_without_a_status_is_refused() =>
        Refused("{'genotypes':[{'hotSpot':'F5-Leiden'}]}", ".genotypes[0]", "not-covered");

    [Theory]
    [InlineData("'status':'called','copies':3")]
    [InlineData("'status':'called','copies':-1")]
    [InlineData("'status':'called'")]
    [InlineData("'status':'reference'")]
    [InlineData("'status':'reference','copies':1")]
    [InlineData("'status':'not-covered','copies':0")]
    [InlineData("'status':'low-quality','copies':1")]
    public void Copies_that_the_status_does_not_prove_are_refused(string members) =>
        Refused("{'genotypes':[{'hotSpot':'F5-Leiden'," + members + "}]}", ".genotypes[0]", "0, 1 or 2 of a called hot spot");

    [Fact]
    public void A_hot_spot_stands_once() => Assert.Contains("'F5-Leiden' again", Refusal(
        "{'genotypes':[{'hotSpot':'F5-Leiden','status':'called','copies':1},{'hotSpot':'F5-Leiden','status':'not-covered'}]}"),
        StringComparison.Ordinal);

    [Fact]
    public void An_assay_id_stands_once() => Assert.Contains("'a' again", Refusal("{'assays':["
        + "{'id':'a','analyte':'PC','method':'chromogenic','unit':'U/dL','value':50},"
        + "{'id':'a','analyte':'PC','method':'chromogenic','unit':'U/dL','value':51}]}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("'copies':0")]
    [InlineData("'copies':3")]
    public void A_variant_is_carried_once_or_twice(string copies) =>
        Refused("{'variants':[{'gene':'PROC','hgvsC':'c.1A>G'," + copies + "}]}", ".variants[0]", "1 or 2");

    [Fact]
    public void A_class_that_is_no_code_is_refused() =>
        Refused("{'variants':[{'gene':'PROC','hgvsC':'c.1A>G','class':'P'}]}", ".variants[0]", "likely-pathogenic");

    [Fact]
    public void A_phase_that_is_no_code_is_refused() =>
        Refused("{'variants':[{'gene':'PROC','hgvsC':'c.1A>G','phase':'0/1'}]}", ".variants[0]", "'cis', 'trans'");

    [Theory]
    [InlineData("{'asOf':'2026-02-30'}", "")]
    [InlineData("{'asOf':'02.03.2026'}", "")]
    [InlineData("{'subject':{'birthDate':'1980-13-01'}}", ".subject")]
    public void A_date_that_is_not_in_the_calendar_is_refused(string json, string place) =>
        Refused(json, place, "a day as 2026-03-02");

    [Theory]
    [InlineData("'2026-02-30'")]
    [InlineData("'2026-03-02T25:00+08:00'")]
    [InlineData("'2026-03-02 08:05'")]
    public void A_draw_that_is_not_in_the_calendar_is_refused(string drawn) =>
        Refused(Assay($"'drawn':{drawn}"), ".assays[0]", "a day and time as 2026-03-02T08:05+08:00");

    [Fact]
    public void A_draw_after_the_day_of_the_case_is_refused() =>
        Refused("{'asOf':'2026-03-01'," + Assay("'drawn':'2026-03-02'")[1..], ".assays[0]", "not after asOf");

    [Theory]
    [InlineData("'birthDate':'2026-03-03'")]
    [InlineData("'birthYear':2026")]
    public void A_draw_before_birth_is_refused(string born) =>
        Refused("{'subject':{" + born + "}," + Assay("'drawn':'2025-12-31'")[1..], ".assays[0]", "not before birth");

    [Theory]
    [InlineData("'birthDate':'2026-06-02'", "not after asOf")]
    [InlineData("'birthYear':2027", "last 130")]
    [InlineData("'birthYear':1895", "last 130")]
    [InlineData("'birthDate':'1980-01-05','birthYear':1981", "the year of birthDate")]
    [InlineData("'sex':'female'", "'F', 'M' or 'unknown'")]
    [InlineData("'group':'patient'", "'case', 'control' or 'relative'")]
    public void A_person_that_cannot_be_is_refused(string members, string expected) =>
        Refused("{'subject':{" + members + "}}", ".subject", expected);

    [Fact]
    public void Codes_and_units_that_the_tables_do_not_know_are_refused()
    {
        Refused(Changed("'PC'", "'protein C'"), ".assays[0]", "AT, PC, PS");
        Refused(Changed("'chromogenic'", "'chromogenic-xa'"), ".assays[0]", "chromogenic, clotting, antigen");
        Refused(Changed("'U/dL'", "'g/L'"), ".assays[0]", "U/dL, %, IU/mL, U/mL");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("'-1'")]
    [InlineData("'about 50'")]
    [InlineData("'5-10'")]
    [InlineData("''")]
    [InlineData("'<'")]
    [InlineData("'<0'")]
    public void A_value_that_is_no_measure_is_refused(string value) =>
        Refused(Changed("'value':50", $"'value':{value}"), ".assays[0]", "a number that is not below 0, or a text as '<5'");

    [Theory]
    [InlineData("'<5'", 0, 4.9999, "<5")]
    [InlineData("'≤ 5'", 0, 5.0, "≤5")]
    [InlineData("'<=5'", 0, 5.0, "≤5")]
    [InlineData("'>200'", 200.0001, null, ">200")]
    [InlineData("'＞200'", 200.0001, null, ">200")]
    [InlineData("'49.5'", 49.5, 49.5, "49.5")]
    [InlineData("49.5", 49.5, 49.5, "49.5")]
    [InlineData("0", 0, 0.0, "0")]
    public void A_value_may_lie_on_one_side_of_what_can_be_measured(string value, double low, double? high, string text) =>
        Assert.Equal(((decimal)low, (decimal?)high, text),
            GivenCases.Read(Changed("'value':50", $"'value':{value}"))[0].Assays[0].Value is var read
                ? (read.Low, read.High, $"{read}") : default);

    [Fact]
    public void An_unknown_state_is_refused() => Refused(Assay("'states':['warfarin']"), ".assays[0]", "vka");

    [Fact]
    public void None_stands_alone() => Refused(Assay("'states':['none','vka']"), ".assays[0]", "'none' alone");

    [Fact]
    public void States_that_were_asked_and_those_that_were_not_recorded_are_told_apart()
    {
        Assert.Empty(GivenCases.Read(Assay("'states':['none']"))[0].Assays[0].States!);
        Assert.Null(GivenCases.Read(Assay("'states':null"))[0].Assays[0].States);
        Assert.Null(GivenCases.Read(Changed("x", "x"))[0].Assays[0].States);
    }

    [Theory]
    [InlineData("{'facts':{'weight':60}}", "facts of the dictionary, found 'weight'")]
    [InlineData("{'facts':{'weight_kg':900}}", "0.3 to 400")]
    [InlineData("{'facts':{'weight_kg':'60'}}", "a number")]
    [InlineData("{'facts':{'phase':'first'}}", "initiation")]
    [InlineData("{'facts':{'event':['stroke']}}", "dvt-proximal")]
    [InlineData("{'facts':{'event':'pe'}}", "an array")]
    [InlineData("{'facts':{'cancer_active':'no'}}", "true or false")]
    public void A_fact_that_is_unknown_or_outside_its_bounds_is_refused(string json, string expected) =>
        Refused(json, ".facts", expected);

    [Fact]
    public void A_null_fact_and_an_empty_set_are_unknown() =>
        Assert.Empty(GivenCases.Read("{'facts':{'weight_kg':null,'event':[],'phase':null,'cancer_active':null}}")[0].Facts);

    [Theory]
    [InlineData("{'coverage':{'PROC1':1}}", "genes of the panel, found 'PROC1'")]
    [InlineData("{'coverage':{'PROC':1.1}}", "a share from 0 to 1")]
    public void Coverage_is_a_share_of_a_gene_of_the_panel(string json, string expected) => Refused(json, ".coverage", expected);

    [Fact]
    public void An_item_of_a_score_is_answered_by_yes_or_no()
    {
        Assert.True(GivenCases.Read("{'answers':{'CA03':true}}")[0].Answers["CA03"]);
        Refused("{'answers':{'XX1':true}}", ".answers", "found 'XX1'");
        Refused("{'answers':{'CA03':1}}", ".answers", "true or false");
    }

    [Fact]
    public void An_item_that_facts_answer_is_not_answered_again() =>
        Refused("{'answers':{'CA01':true}}", ".answers", "items of scores that facts do not answer");

    [Fact]
    public void Several_cases_stand_in_an_array()
    {
        Assert.Equal(["A", "B"], GivenCases.Read("[{'id':'A'},{'id':'B'}]").Select(c => c.Id));
        Assert.Empty(GivenCases.Read(" []"));
        Assert.Contains("[1]", Refusal("[{'id':'A'},{'id':3}]"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_of_byte_order_is_no_fault() =>
        Assert.Equal(["A", "A"], ((string[])["{'id':'A'}", "[{'id':'A'}]"]).SelectMany(json => GivenCases.Read("\uFEFF" + json))
            .Select(c => c.Id));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[{}")]
    [InlineData("7")]
    [InlineData("[7]")]
    [InlineData("{'id':'A','id':'B'}")]
    [InlineData("[{}],'more':[]")]
    public void What_is_no_case_is_refused(string json) =>
        Assert.StartsWith("case.json", Refusal(json), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Assert.Contains("UTF-8", Assert.Throws<InvalidDataException>(() =>
        new CaseJson(GivenClinical.Rules, GivenCases.Panel, GivenCases.AsOf).Read([0x7B, 0xFF, 0x7D], "case.json")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_empty_case_is_a_person_of_whom_nothing_is_known()
    {
        var read = GivenCases.Read("{}")[0];
        Assert.Equal(("", GivenCases.AsOf, Sex.Unknown, null), (read.Id, read.AsOf, read.Subject.Sex, read.Subject.BirthYear));
        Assert.Empty(read.Genotypes);
        Assert.Empty(read.Assays);
    }

    [Fact]
    public void Assays_without_an_id_are_numbered_by_their_place() =>
        Assert.Equal(["A1"], GivenCases.Read(Changed("x", "x"))[0].Assays.Select(a => a.Id));

    [Fact]
    public void The_day_of_a_draw_is_the_one_on_the_clock_of_the_site()
    {
        var assay = GivenCases.Read(Assay("'drawn':'2026-03-02T00:30+08:00'"))[0].Assays[0];
        Assert.Equal((new DateOnly(2026, 3, 2), "2026-03-02 00:30"), (assay.Day!.Value, assay.Drawn));
    }

    [Theory]
    [InlineData("{'gene':'proc','hgvsC':'c.1A>G'}")]
    [InlineData("{'gene':'PROC1','hgvsC':'c.1A>G'}")]
    public void A_gene_that_the_panel_does_not_know_is_refused(string variant) =>
        Refused("{'variants':[" + variant + "]}", ".variants[0]", "PROC, ");

    [Theory]
    [InlineData("NM_000312.4:c.565C>T")]
    [InlineData("c.565C>T")]
    public void A_hot_spot_is_no_other_variant(string name) =>
        Refused("{'variants':[{'gene':'PROC','hgvsC':'" + name + "'}]}", ".variants[0]", "PROC-R189W");

    [Fact]
    public void A_variant_stands_once() => Assert.Contains("'PROC c.1A>G' again", Refusal(
        "{'variants':[{'gene':'PROC','hgvsC':'c.1A>G'},{'gene':'PROC','hgvsC':'c.1A>G'}]}"), StringComparison.Ordinal);
}
