/** A resolution in Akoma Ntoso, in invented words. */
export const HARBOUR_AKN = `<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <statement name="resolution">
    <meta>
      <identification source="#pier">
        <FRBRWork><FRBRdate date="2031-05-04" name="adoption"/></FRBRWork>
        <FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression>
      </identification>
    </meta>
    <coverPage eId="cover">
      <p><docAuthority refersTo="#publisher">Harbour Nations</docAuthority></p>
      <p><docNumber refersTo="#symbol">H/RES/12 (2031)</docNumber></p>
      <p><docAuthority refersTo="#issuingBody">Harbour Council</docAuthority></p>
      <p><docTitle refersTo="#resolutionNumber">Resolution 12 (2031)</docTitle></p>
      <p><docTitle refersTo="#adoption">Adopted by the Harbour Council at its
        <inline name="adoptionMeeting" title="241st">241st meeting</inline>, on
        <docDate date="2031-05-04" refersTo="#adoptionDate">4 May 2031</docDate></docTitle></p>
    </coverPage>
    <preamble>
      <formula name="enactingFormula"><p><i>The Harbour Council</i>,</p></formula>
      <container name="Recalling" eId="container_1">
        <p><i>Recalling</i> its resolution <a href="https://docs.example/en/H/RES/3(2027)">3 (2027)</a> on 𝔸 lights,</p>
      </container>
      <container name="With grave concern" eId="container_2">
        <p><span class="italic">Gravely worried</span> by the shoals<authorialNote marker="1"><p>As charted.</p></authorialNote> at the mole,</p>
      </container>
    </preamble>
    <mainBody>
      <paragraph eId="para_1">
        <num>1.</num>
        <content><p><i>Bids</i> all ports to light their piers, as <i>urged</i> in <a href="https://docs.example/H/PRST/2030/4">H/PRST/2030/4</a>;</p></content>
      </paragraph>
      <paragraph eId="para_2">
        <num>2.</num>
        <list>
          <intro><p><i>Requests</i> the Secretary-General:</p></intro>
          <point eId="para_2_a"><num>(a)</num><content><p>to report within 60 days;</p></content></point>
        </list>
      </paragraph>
      <table><tr><th><p>Port</p></th><th><p>Piers</p></th></tr><tr><td><p>Gozo</p></td><td><p>4</p></td></tr></table>
    </mainBody>
  </statement>
  <attachments><attachment eId="att_1"><doc name="annex"><mainBody><p>Annex</p>
    <paragraph><num>1.</num><content><p>Lights are white.</p></content></paragraph></mainBody></doc></attachment></attachments>
</akomaNtoso>`;
