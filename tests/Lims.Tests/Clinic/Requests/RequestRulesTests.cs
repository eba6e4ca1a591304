using Thrombophilia.Given;
using Thrombophilia.Lims.Clinic.Requests;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Variants.Knowledge;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Requests;

public sealed class RequestRulesTests
{
    const string Tests = "clinical/requests-1.0.0.json";

    static RequestRules Load(KnowledgeFolder folder) => RequestRules.Load(Knowledge.Cases.Clinical, Knowledge.Biobank, folder);

    [Theory]
    [InlineData("\"PC/chromogenic|PC/clotting\"", "\"PC/chromogenic|PC/tasting\"", "'PC/tasting' is no assay")]
    [InlineData("[\"edta-blood\", \"dna\"", "[\"tea\", \"dna\"", "'tea' is no sample type")]
    [InlineData("\"id\": \"protein-c\"", "\"id\": \"protein-s\"", "a test stands twice")]
    [InlineData("\"urgent\": 240", "\"urgent\": 0", "expected a number above 0 in 'urgent'")]
    [InlineData("\"id\": \"referral-reply\"", "\"id\": \"reply\"", "expected the times")]
    [InlineData("\"sources\": [\"LAB\", \"MAYO-ARUP\"]", "\"sources\": [\"nobody\"]", "expected sources of this file")]
    [InlineData("\"confidence\": \"to be confirmed by the hospital\"", "\"confidence\": \"sure\"", "expected a confidence")]
    [InlineData("\"doneBy\": [\"file\"]", "\"doneBy\": []", "expected one text at least in 'doneBy'")]
    public void A_list_of_tests_that_is_not_understood_is_refused(string was, string @is, string said)
    {
        using var knowledge = new GivenKnowledge();
        var text = knowledge.Text(Tests);
        Assert.Contains(was, text, StringComparison.Ordinal);
        knowledge.Release(Tests, text.Replace(was, @is, StringComparison.Ordinal));
        var refused = Assert.Throws<InvalidDataException>(() => Load(new(knowledge.Path)));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_time_is_to_be_confirmed_by_the_hospital_and_urgent_is_sooner() =>
        Assert.All(Knowledge.Cases.Requests.Tests.Select(t => t.Times).Append(Knowledge.Cases.Requests.Time(AllowedTime.Response)), time =>
        {
            Assert.Equal("to be confirmed by the hospital", time.Confidence);
            Assert.True(time.Urgent < time.Routine);
        });

    [Fact]
    public void An_older_form_is_kept_beside_the_one_in_force()
    {
        using var knowledge = new GivenKnowledge();
        var text = knowledge.Text("clinical/forms-1.0.0.json");
        knowledge.Release("clinical/forms-1.1.0.json", text.Replace("\"1.0.0\"", "\"1.1.0\"", StringComparison.Ordinal)
            .Replace("\"en\": \"ward\"", "\"en\": \"ward or unit\"", StringComparison.Ordinal));
        var rules = Load(new(knowledge.Path));
        Assert.Equal(("1.1.0", "ward or unit"), WardOf(rules.Form(RequestForm.Consultation)));
        Assert.Equal(("1.0.0", "ward"), WardOf(rules.Form(RequestForm.Consultation, "1.0.0")));

        static (string, string) WardOf(RequestForm form) => (form.Version, form.Fields.Single(f => f.Id == "ward").Words.English);
    }
}
