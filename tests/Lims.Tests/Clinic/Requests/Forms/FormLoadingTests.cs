using Thrombophilia.Given;
using Thrombophilia.Lims.Clinic.Requests;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Variants.Knowledge;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Requests.Forms;

public sealed class FormLoadingTests
{
    const string File = "clinical/forms-1.0.0.json";

    [Theory]
    [InlineData("\"kind\": \"fact\", \"id\": \"event\"", "\"kind\": \"fact\", \"id\": \"mood\"", "expected a fact that the")]
    [InlineData("\"kind\": \"fact\", \"id\": \"pregnancy\"", "\"kind\": \"fact\", \"id\": \"pc_defect\"", "expected a fact that the")]
    [InlineData("\"kind\": \"text\", \"id\": \"ward\"", "\"kind\": \"text\", \"id\": \"event\"", "expected an id that no fact has")]
    [InlineData("\"kind\": \"text\", \"id\": \"ward\"", "\"kind\": \"text\", \"id\": \"department\"", "expected 'department' once")]
    [InlineData("\"kind\": \"text\", \"id\": \"ward\"", "\"kind\": \"picture\", \"id\": \"ward\"", "expected one of 'text'")]
    [InlineData("\"kind\": \"choice\", \"id\": \"care\"", "\"kind\": \"text\", \"id\": \"care\"", "expected two options at least")]
    [InlineData("\"id\": \"outside\"", "\"id\": \"emergency\"", "expected different ids of options")]
    [InlineData("\"required\": true", "\"required\": \"yes\"", "expected true or false")]
    [InlineData("\"secret\": true", "\"secrets\": true", "expected known members, found 'secrets'")]
    [InlineData("\"hintZh\": \"请勿填写姓名。\"", "\"unit\": \"\"", "expected a hint in both languages")]
    [InlineData("\"sources\": [\"UNION-VTE\"]", "\"sources\": []", "expected sources of this file")]
    [InlineData("\"id\": \"referral\", \"en\"", "\"id\": \"transfer\", \"en\"", "expected the forms test-request, consultation, referral")]
    public void A_file_of_forms_that_is_not_understood_is_refused(string was, string @is, string said)
    {
        using var knowledge = new GivenKnowledge();
        var text = knowledge.Text(File);
        Assert.Contains(was, text, StringComparison.Ordinal);
        knowledge.Release(File, text.Replace(was, @is, StringComparison.Ordinal));
        var refused = Assert.Throws<InvalidDataException>(() =>
            RequestRules.Load(Knowledge.Cases.Clinical, Knowledge.Biobank, new KnowledgeFolder(knowledge.Path)));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_identifies_a_person_within_the_hospital_is_secret_in_every_form() =>
        Assert.All(RequestForm.All.SelectMany(form => Knowledge.Cases.Requests.Form(form).Fields)
            .Where(field => field.Id is "admission_number" or "bed"), field => Assert.True(field.IsSecret));
}
